// The one digest under which long random texts (tokens, key texts, challenges) are stored and found.
import { createHash } from 'node:crypto'

/** SHA-256 suffices here: these texts are random and long, unlike passwords. */
export const digestOf = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
