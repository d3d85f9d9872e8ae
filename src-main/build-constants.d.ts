// Constants that the build writes in (electron.vite.config.ts).

/** True in the test build only: steps at which a test may end the process (storage/failpoint.ts). */
declare const __FAILPOINTS__: boolean
