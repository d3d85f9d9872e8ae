// The text of a Simple key: 16 lower-case hex digits and 112 letters and digits.
import { randomBytes, randomInt } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

interface SimpleKeyText {
  readonly text: string
  /** Decimal of the first 16 hex digits; the product shows it as `identifierInProvider`. */
  readonly identifier: string
}

export function newKeyText(): SimpleKeyText {
  const head = randomBytes(8).toString('hex')
  const tail = Array.from({ length: 112 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return { text: head + tail, identifier: BigInt(`0x${head}`).toString() }
}
