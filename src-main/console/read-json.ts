// Turns the bytes of an answer into a value: strict UTF-8, bounded depth, ids without loss.
import { AppError } from '../../src-shared/errors'

const maxDepth = 32
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Ids are int64 on the wire (U15) and become decimal text before JSON.parse can round them. A quoted member name directly
 * before a colon cannot stand inside a JSON string (its quotes would be escaped), so the text outside is all that changes.
 */
const ids = /"(id|userLoginId)"(\s*:\s*)(-?\d+)(?![\d.eE])/g

/** Nesting of brackets outside strings. Done on bytes: it runs over whole lists of keys. */
function tooDeep(body: Buffer): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < body.length; at += 1) {
    const value = body[at]
    if (inString) {
      if (value === 0x5c) at += 1
      else if (value === 0x22) inString = false
    } else if (value === 0x22) inString = true
    else if (value === 0x7b || value === 0x5b) {
      depth += 1
      if (depth > maxDepth) return true
    } else if (value === 0x7d || value === 0x5d) depth -= 1
  }
  return false
}

/** Throws AppError `bad-response` with reason `empty`, `depth`, `encoding` or `json`. A byte-order mark is tolerated. */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) throw new AppError('bad-response', { reason: 'empty' })
  if (tooDeep(body)) throw new AppError('bad-response', { reason: 'depth' })
  let text: string
  try {
    text = utf8.decode(body)
  } catch (error) {
    throw new AppError('bad-response', { reason: 'encoding' }, error)
  }
  try {
    return JSON.parse(text.replace(ids, '"$1"$2"$3"'))
  } catch {
    // The parser's message quotes the text, so it is not passed on as the cause.
    throw new AppError('bad-response', { reason: 'json' })
  }
}
