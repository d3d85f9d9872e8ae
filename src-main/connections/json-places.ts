// Reads JSON and remembers where each value stands, so that a refusal can name the line. Stricter than JSON.parse.

export type JsonNode = { readonly at: number } & (
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonMember> }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
)

interface JsonMember {
  /** Where its name stands. */
  readonly at: number
  readonly value: JsonNode
}

/** Thrown by {@link readJsonPlaces}; `at` is an index into the text. */
export class JsonProblem extends Error {
  readonly at: number
  readonly reason: 'not-json' | 'member-twice' | 'nested'

  constructor(reason: JsonProblem['reason'], at: number) {
    super(reason)
    this.name = 'JsonProblem'
    this.reason = reason
    this.at = at
  }
}

/** Line and column as editors count them, from 1; the column counts characters. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 }
}

/** Far more than a list needs; deeper nesting only costs stack. */
const deepest = 16

const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
/** A whole string; controls have to be escaped, DEL and C1 need not (RFC 8259, 7). */
const string = /"(?:[^"\\\p{Cc}]|[\u007F-\u009F]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy
const space = /[ \t\r\n]*/y
const words: Readonly<Record<string, (at: number) => JsonNode>> = {
  true: (at) => ({ kind: 'boolean', value: true, at }),
  false: (at) => ({ kind: 'boolean', value: false, at }),
  null: (at) => ({ kind: 'null', at }),
}

/** Throws {@link JsonProblem}: no JSON, a member that stands twice, or nested too deep. */
export function readJsonPlaces(text: string): JsonNode {
  let at = 0

  function match(pattern: RegExp): string | null {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) return null
    at += found.length
    return found
  }
  const skip = () => void match(space)
  const refuse = (reason: JsonProblem['reason'] = 'not-json', where = at): never => {
    throw new JsonProblem(reason, where)
  }
  function takes(character: string): boolean {
    skip()
    if (text[at] !== character) return false
    at += 1
    return true
  }

  function readString(): string {
    const found = match(string)
    if (found === null) return refuse()
    const value: unknown = JSON.parse(found)
    return typeof value === 'string' ? value : refuse()
  }

  /** `one` reads one element; the opening bracket has been taken. */
  function readList(close: string, one: () => void): void {
    if (takes(close)) return
    do {
      skip()
      one()
    } while (takes(','))
    if (!takes(close)) refuse()
  }

  function readObject(start: number, depth: number): JsonNode {
    // A map, so that a name such as `__proto__` is a name like any other.
    const members = new Map<string, JsonMember>()
    readList('}', () => {
      const nameAt = at
      const name = readString()
      if (members.has(name)) refuse('member-twice', nameAt)
      if (!takes(':')) refuse()
      members.set(name, { at: nameAt, value: readValue(depth) })
    })
    return { kind: 'object', at: start, members }
  }

  function readArray(start: number, depth: number): JsonNode {
    const items: JsonNode[] = []
    readList(']', () => items.push(readValue(depth)))
    return { kind: 'array', at: start, items }
  }

  function readWord(start: number): JsonNode {
    for (const [word, node] of Object.entries(words))
      if (text.startsWith(word, at)) {
        at += word.length
        return node(start)
      }
    return refuse()
  }

  function readValue(depth: number): JsonNode {
    skip()
    const start = at
    if (depth > deepest) return refuse('nested')
    if (takes('{')) return readObject(start, depth + 1)
    if (takes('[')) return readArray(start, depth + 1)
    if (text[at] === '"') return { kind: 'string', at: start, value: readString() }
    const digits = match(number)
    return digits === null ? readWord(start) : { kind: 'number', at: start, value: Number(digits) }
  }

  const value = readValue(0)
  skip()
  if (at < text.length) refuse()
  return value
}
