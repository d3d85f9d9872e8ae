// The one place that knows where the preload puts the bridge.
import type { Bridge } from '../../src-shared/contract'

declare global {
  interface Window {
    /** Written by `src-preload/index.ts`; the only way out of this page. */
    readonly bridge: Bridge
  }
}

export function windowBridge(): Bridge {
  return window.bridge
}
