// The page's `window.bridge`, for code that tests run inside the page.
import type { PreloadBridge } from '../../src-shared/contract'

declare global {
  interface Window {
    readonly bridge: PreloadBridge
  }
}
