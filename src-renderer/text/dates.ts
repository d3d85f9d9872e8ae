// Dates and ages in the language of the system; the text around them is English.

const locale = () => (typeof navigator === 'undefined' ? undefined : navigator.language)

const cache = new Map<string, Intl.DateTimeFormat>()
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${JSON.stringify(options)}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale(), options)
  cache.set(key, made)
  return made
}

const day: Intl.DateTimeFormatOptions = { day: '2-digit', month: 'short', year: 'numeric' }
const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }

/** `12 Jan 2026`; the input is an ISO time, the output is local. */
export function dateText(iso: string): string {
  return format(day).format(new Date(iso))
}

/** `12 Jan 2026, 09:14`. */
export function dateTimeText(iso: string): string {
  return format({ ...day, ...time }).format(new Date(iso))
}

/** `12 Jan 2026, 09:14:33`. */
export function momentText(iso: string): string {
  return format({ ...day, ...time, second: '2-digit' }).format(new Date(iso))
}

/** `09:14`. */
export function timeText(iso: string): string {
  return format(time).format(new Date(iso))
}

/** `09:14:33`. */
export function clockText(iso: string): string {
  return format({ ...time, second: '2-digit' }).format(new Date(iso))
}

/** `Monday, 12 Jan 2026`. */
export function dayText(iso: string): string {
  return format({ weekday: 'long', ...day }).format(new Date(iso))
}

const minute = 60_000
const units = [
  { name: 'day', ms: 24 * 60 * minute },
  { name: 'hour', ms: 60 * minute },
  { name: 'minute', ms: minute },
] as const

/** `41 minutes`, `3 hours`, `5 days`, or null below one minute (and for times ahead). */
export function durationText(ms: number): string | null {
  const unit = units.find((one) => ms >= one.ms)
  if (unit === undefined) return null
  const count = Math.floor(ms / unit.ms)
  return count === 1 ? `1 ${unit.name}` : `${count} ${unit.name}s`
}

/** `just now`, `2 minutes ago`. */
export function agoText(iso: string, now: number): string {
  const age = durationText(now - Date.parse(iso))
  return age === null ? 'just now' : `${age} ago`
}

/** `read 2 minutes ago` or `saved copy, 41 minutes old`: the age of a list by where it came from. */
export function listAgeText(
  fetchedAt: string | null,
  source: 'none' | 'saved' | 'console',
  now: number,
): string {
  if (fetchedAt === null || source === 'none') return 'not read yet'
  if (source === 'console') return `read ${agoText(fetchedAt, now)}`
  const age = durationText(now - Date.parse(fetchedAt))
  return age === null ? 'saved copy' : `saved copy, ${age} old`
}
