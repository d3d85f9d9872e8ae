// What the page can name at all: the members of every call's input, read from the contract itself.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { calls } from '../../../src-shared/contract'

/** `call: member.member` of every member, also inside lists and unions. */
function members(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? Object.entries(value as object).flatMap(([name, inner]) => [
          `${at}.${name}`,
          ...members(inner, `${at}.${name}`),
        ])
      : members(value, at),
  )
}

const all = Object.entries(calls).flatMap(([name, { input }]) =>
  members(z.toJSONSchema(input, { unrepresentable: 'any' }), name),
)

/** Places and programs: what main chooses itself, by its own dialogs and records. */
const places = /path|file|folder|directory|url|uri|href|origin|host|port|command|argument|mime/i

it('no call takes a path, a file name or an address; connecting takes the one that was typed (N-44)', () => {
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter((member) => places.test(member.split('.').slice(2).join('.')))).toEqual([])
  expect(all.filter((member) => /address/i.test(member))).toEqual(['connections.connect.address'])
})

it.each([
  ['a file', z.object({ fileName: z.string() })],
  ['a place inside a list', z.object({ keys: z.array(z.object({ url: z.string() })) })],
  [
    'a place in one of several forms',
    z.object({ key: z.union([z.object({ path: z.string() }), z.string()]) }),
  ],
])('the search above finds %s', (_, input) =>
  expect(members(z.toJSONSchema(input), 'x').some((member) => places.test(member))).toBe(true),
)
