// What jsdom lacks and the parts need, and a clean page after every component test.
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.ResizeObserver ??= NoResizeObserver
Element.prototype.scrollIntoView ??= () => undefined

afterEach(cleanup)
