// Numbers with their noun.
import { isolatedText } from '../../src-shared/neutral-text'

/** `Last attempt`, `2 attempts left`. */
export function attemptsText(left: number): string {
  return left === 1 ? 'Last attempt' : `${left} attempts left`
}

/** `1 console`, `5 consoles`. */
export function consolesText(count: number): string {
  return count === 1 ? '1 console' : `${count.toLocaleString()} consoles`
}

/** `1 key`, `26 keys`, `50,000 keys`. */
export function keysText(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`
}

/** `1 day`, `412 days`. */
export function daysText(count: number): string {
  return count === 1 ? '1 day' : `${count.toLocaleString()} days`
}

/** `1 column`, `9 columns`. */
export function columnsText(count: number): string {
  return count === 1 ? '1 column' : `${count} columns`
}

/** `EU-1`, `EU-1 and US-1`, `EU-1, US-1 and 3 others`: names that are isolated and made safe to read. */
export function namesText(names: readonly string[]): string {
  const [first = '', second = '', ...others] = names.map(isolatedText)
  if (names.length < 2) return first
  if (others.length === 0) return `${first} and ${second}`
  return `${first}, ${second} and ${others.length === 1 ? '1 other' : `${others.length} others`}`
}
