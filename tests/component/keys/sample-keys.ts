// Keys for the tests of the keys screen, and the sizes that jsdom does not have.
import { vi } from 'vitest'
import type { KeyRecord } from '../../../src-shared/key'

export function sampleKey(id: number, change: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: String(id),
    type: 'simple',
    description: `Key ${String(id).padStart(5, '0')}`,
    readOnly: true,
    scopes: ['rest'],
    userUid: 'u-1',
    userName: 'NG-VSPC\\svc-monitor',
    companyUid: null,
    companyName: 'Northgate',
    status: { word: 'enabled', raw: 'enabled' },
    createdAt: '2026-06-15T08:00:00.000Z',
    publicKey: null,
    ...change,
  }
}

export const sampleKeys = (count: number): KeyRecord[] =>
  Array.from({ length: count }, (_, index) => sampleKey(index + 1))

/** A window of 1,280 × 800 in which every element is 600 px high and 1,000 px wide, but rows and headers 28. */
export function stubSizes({ narrow = false } = {}): void {
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  vi.stubGlobal('CSS', { escape: (text: string) => text, supports: () => false })
  vi.stubGlobal('matchMedia', (media: string) => ({
    media,
    matches: narrow && media.includes('max-width'),
    addEventListener() {},
    removeEventListener() {},
  }))
  const height = (element: HTMLElement) =>
    element.getAttribute('role') === 'row' || element.hasAttribute('aria-hidden') ? 28 : 600
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return height(this)
  })
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return height(this)
  })
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1000)
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
    if (typeof to === 'object' && to.top !== undefined) this.scrollTop = to.top
    this.dispatchEvent(new Event('scroll'))
  }
}
