// Numbers with their noun.

/** `1 key`, `26 keys`, `50,000 keys`. */
export function keysText(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`
}
