// What jsdom lacks and the parts need, and a clean page after every component test.
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// react-aria looks for elements by id when a dialog opens.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS
globalThis.ResizeObserver ??= NoResizeObserver
Element.prototype.scrollIntoView ??= () => undefined

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})
