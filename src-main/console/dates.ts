// Reads the console's dates: RFC 3339 with up to seven fractional digits and any offset, or nothing.

const pattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})?$/

/** UTC cut to milliseconds; null for nonsense and for years that mean "never set" (N-26). Without offset: UTC. */
export function readDate(text: string | null | undefined): string | null {
  const match = pattern.exec(text ?? '')
  if (match === null) return null
  const [, day, time, fraction = '', offset = 'Z'] = match
  const at = new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offset.toUpperCase()}`)
  const year = at.getUTCFullYear()
  return Number.isNaN(year) || year < 1990 || year > 2200 ? null : at.toISOString()
}
