// Work for after the next drawing: what was just put into the page is on the display, and a closing dialog has given the focus back.

/** Two frames from now. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(work))
}
