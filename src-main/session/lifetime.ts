// How long an access token lives: reads `expires_in`, whose unit is not certain (vspc-rest.md 9.1, U1).

const shortest = 30
const longest = 31_536_000
const assumed = 3600

/** Seconds from now. Seconds as they are; a Unix time (seconds or milliseconds) or a date is converted; else one hour. */
export function lifetimeSeconds(expiresIn: unknown, now: Date): number {
  const value = typeof expiresIn === 'string' && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn
  const within = (seconds: number) => seconds >= shortest && seconds <= longest
  if (typeof value === 'number') {
    if (within(value)) return value
    const nowSeconds = now.getTime() / 1000
    for (const unix of [value, value / 1000])
      if (within(unix - nowSeconds)) return Math.floor(unix - nowSeconds)
  }
  if (typeof value === 'string') {
    const seconds = (Date.parse(value) - now.getTime()) / 1000
    if (within(seconds)) return Math.floor(seconds)
  }
  return assumed
}
