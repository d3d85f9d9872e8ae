// A past or coming moment inside a sentence.
import { dateText, dateTimeText, timeText } from '../text/dates'

/** "today at 08:10" or "on 12 Jan 2026, 08:10". Input: an ISO time. */
export function momentText(iso: string, now: number): string {
  const today = dateText(new Date(now).toISOString())
  return dateText(iso) === today ? `today at ${timeText(iso)}` : `on ${dateTimeText(iso)}`
}
