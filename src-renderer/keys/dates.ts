// Dates of keys and lists in the person's own format.

const day = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short', year: 'numeric' })
const dayAndMinute = new Intl.DateTimeFormat(undefined, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const minute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

export const shortDate = (at: number): string => day.format(at)
export const dateAndTime = (at: number): string => dayAndMinute.format(at)

/** "today at 08:10" or "on 12 Jan 2026, 08:10". */
export function momentInWords(at: number, now: number): string {
  return shortDate(at) === shortDate(now) ? `today at ${minute.format(at)}` : `on ${dateAndTime(at)}`
}

/** "just now", "2 minutes ago", "3 hours ago", "5 days ago": age of a list, coarser the older it is. */
export function ageInWords(at: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - at) / 60_000)
  if (minutes < 1) return 'just now'
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
