// Where the window opens, also when the display it was on is gone.
import { describe, expect, it } from 'vitest'
import { placeWindow } from '../../../src-main/window/placement'

const primary = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 1280, height: 1000 }

describe('placeWindow', () => {
  it('is centred at its usual size the first time', () => {
    expect(placeWindow(null, [primary])).toEqual({ width: 1280, height: 828 })
  })
  it('shrinks to a small display, but not below its smallest size', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 560 }])).toEqual({ width: 800, height: 560 })
    expect(placeWindow(null, [{ x: 0, y: 0, width: 320, height: 300 }])).toEqual({ width: 480, height: 400 })
  })
  it('returns to where it was, also on a second display', () => {
    const saved = { x: 2000, y: 100, width: 900, height: 700 }
    expect(placeWindow(saved, [primary, second])).toEqual(saved)
  })
  it('comes back to the primary display when the other is gone', () => {
    const saved = { x: 2000, y: 100, width: 900, height: 700 }
    expect(placeWindow(saved, [primary])).toEqual({ width: 900, height: 700 })
  })
  it.each([
    ['above the display', { x: 0, y: -200, width: 900, height: 700 }],
    ['below it', { x: 0, y: 1035, width: 900, height: 700 }],
    ['nearly out at the left', { x: -850, y: 0, width: 900, height: 700 }],
  ])('is not left %s', (_where, saved) => {
    expect(placeWindow(saved, [primary])).not.toHaveProperty('x')
  })
  it('fits a display that has become smaller', () => {
    const saved = { x: 0, y: 0, width: 1900, height: 1000 }
    expect(placeWindow(saved, [{ x: 0, y: 0, width: 1280, height: 700 }])).toEqual({
      x: 0,
      y: 0,
      width: 1280,
      height: 700,
    })
  })
  it('does without any display', () => {
    expect(placeWindow(null, [])).toEqual({ width: 1280, height: 828 })
  })
})
