// Dates as the product sends them: seven fractional digits and the server's own offset.

const offsetMs = -5 * 3_600_000

/** The four digits below a millisecond are made from the millisecond, so that equal times give equal texts. */
export function wireDate(atMs: number): string {
  const local = new Date(atMs + offsetMs).toISOString().slice(0, -1)
  const ticks = String((Math.abs(atMs) * 7919) % 10_000).padStart(4, '0')
  return `${local}${ticks}-05:00`
}
