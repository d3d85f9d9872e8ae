// Waits until a closing dialog has given the focus back, so that ours is the last word.

export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(work))
}
