// Numbers with their noun.

/** `Last attempt`, `2 attempts left`. */
export function attemptsText(left: number): string {
  return left === 1 ? 'Last attempt' : `${left} attempts left`
}

/** `1 key`, `26 keys`, `50,000 keys`. */
export function keysText(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`
}

/** `1 day`, `412 days`. */
export function daysText(count: number): string {
  return count === 1 ? '1 day' : `${count.toLocaleString()} days`
}
