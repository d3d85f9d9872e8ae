// JSON that remembers its places: it reads what JSON.parse reads, refuses what it refuses, and says where.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type JsonNode,
  JsonProblem,
  placeOf,
  readJsonPlaces,
} from '../../../src-main/connections/json-places'
import { properties } from '../../properties'

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries([...node.members].map(([name, { value }]) => [name, plain(value)]))
    case 'array':
      return node.items.map(plain)
    case 'null':
      return null
    default:
      return node.value
  }
}

function problemOf(text: string) {
  try {
    readJsonPlaces(text)
  } catch (error) {
    if (error instanceof JsonProblem) return { reason: error.reason, ...placeOf(text, error.at) }
    throw error
  }
  throw new Error('was read')
}

it('reads whatever JSON.stringify writes', () => {
  // -0 becomes 0 in JSON; names that JSON.parse treats apart are looked at below.
  const value = fc.jsonValue({ maxDepth: 4, noUnicodeString: false })
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t'), (one, indent) => {
      const text = JSON.stringify(one, null, indent)
      expect(plain(readJsonPlaces(text))).toEqual(JSON.parse(text))
    }),
    properties(500),
  )
})

it('agrees with JSON.parse about what is JSON, but for members that stand twice, controls and depth', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0',
      '01',
      '1.',
      'true',
      'nul',
      ' ',
      '\n',
    ),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(pieces, (list) => {
      const text = list.join('')
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
      }
      try {
        readJsonPlaces(text)
        expect(isJson).toBe(true)
      } catch (error) {
        if (!(error instanceof JsonProblem)) throw error
        if (error.reason === 'not-json') expect(isJson).toBe(false)
      }
    }),
    properties(3000),
  )
})

it('DEL and C1 may stand in a string as they are, as JSON.stringify writes them', () => {
  const text = JSON.stringify(['\u007F\u0085\u009F'])
  expect(text).toHaveLength(7)
  expect(plain(readJsonPlaces(text))).toEqual(['\u007F\u0085\u009F'])
})

describe('says where', () => {
  it.each([
    ['nothing', '', 'not-json', 1, 1],
    ['a comma too many', '{\n  "a": 1,\n}', 'not-json', 3, 1],
    ['a colon missing', '{"a" 1}', 'not-json', 1, 6],
    ['text after the end', '{}\n\n  x', 'not-json', 3, 3],
    ['a line that ends inside a string', '["a\nb"]', 'not-json', 1, 2],
    ['an end that is missing', '[1', 'not-json', 1, 3],
    ['a word that is none', '[nul]', 'not-json', 1, 2],
    ['comments', '{ // x\n}', 'not-json', 1, 3],
    ['single quotes', "{'a': 1}", 'not-json', 1, 2],
    ['a member that stands twice', '{\n"a": 1,\r\n "\\u0061": 2}', 'member-twice', 3, 2],
    ['lines that end in a return', '[\r1,\r x]', 'not-json', 3, 2],
    ['characters outside the first plane count as one', '["🗝🗝", x]', 'not-json', 1, 8],
  ])('%s', (_, text, reason, line, column) => {
    expect(problemOf(text)).toEqual({ reason, line, column })
  })
})

it('does not follow a million brackets', () => {
  expect(problemOf('['.repeat(1_000_000))).toMatchObject({ reason: 'nested', line: 1 })
  expect(problemOf('{"a":'.repeat(100_000)).reason).toBe('nested')
})

it('reads a string of a million characters', () => {
  const text = JSON.stringify('ä\\"'.repeat(300_000))
  expect(plain(readJsonPlaces(text))).toBe(JSON.parse(text))
})

it('takes names of the prototype for names', () => {
  const node = readJsonPlaces('{"__proto__": {"isAdmin": true}, "constructor": 1}')
  if (node.kind !== 'object') throw new Error('no object')
  expect([...node.members.keys()]).toEqual(['__proto__', 'constructor'])
  expect('isAdmin' in {}).toBe(false)
})
