// What jsdom lacks and the parts need, and a clean page after every component test.
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// A part that is loaded when it is needed comes late on a busy machine; the time says nothing about right or wrong.
configure({ asyncUtilTimeout: 10_000 })

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
