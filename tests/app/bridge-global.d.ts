// The page's `window.bridge`, for code that tests run inside the page.
import type { Bridge } from '../../src-shared/contract'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}
