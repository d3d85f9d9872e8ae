// The one place that knows where the preload puts the bridge, and that topics cross it as text.
import type { Bridge, PreloadBridge, Snapshot } from '../../src-shared/contract'

declare global {
  interface Window {
    /** Written by `src-preload/index.ts`; the only way out of this page. */
    readonly bridge: PreloadBridge
  }
}

// The main process has parsed every topic with its schema before it wrote this text.
const read = (text: string) => JSON.parse(text) as Snapshot

export function windowBridge(): Bridge {
  const { call, snapshot, watch } = window.bridge
  return {
    call,
    snapshot: async () => read(await snapshot()),
    watch: (listener) => watch((text) => listener(read(text))),
  }
}
