// Where the window opens: where it was, unless the display it was on is gone or too small.

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const smallest = { width: 480, height: 400 }
const preferred = { width: 1280, height: 828 }

/** How much of the title bar must be on a display so that a person can drag the window. */
const grip = { width: 120, height: 24 }

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return overlap >= grip.width && window.y >= area.y && window.y <= area.y + area.height - grip.height
}

const within = (size: { width: number; height: number }, area: Rectangle) => ({
  width: Math.max(smallest.width, Math.min(size.width, area.width)),
  height: Math.max(smallest.height, Math.min(size.height, area.height)),
})

/** `areas`: work areas of the displays, the primary one first. Without `x` and `y` the system centres the window. */
export function placeWindow(
  saved: Rectangle | null,
  areas: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const primary = areas[0] ?? { x: 0, y: 0, ...preferred }
  if (saved === null) return within(preferred, primary)
  const home = areas.find((area) => isReachable(saved, area))
  if (home === undefined) return within(saved, primary)
  return { x: saved.x, y: saved.y, ...within(saved, home) }
}
