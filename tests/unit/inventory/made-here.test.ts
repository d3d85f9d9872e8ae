// Which keys the journal calls our own: by id, by a create that is still open, and none where it cannot be read.
import { expect, it } from 'vitest'
import { createMadeHere } from '../../../src-main/inventory/made-here'
import { fitFacts } from '../../../src-main/journal/journal-facts'
import type { JournalItem } from '../../../src-main/journal/journal-reading'
import type { JournalEvent, JournalFacts } from '../../../src-shared/journal'
import { keyRecord as key } from '../../doubles/lists'

const log = { event: () => {}, trace: () => '' }
const connectionId = 'c'

function madeHere(...entries: (readonly [JournalEvent, JournalFacts] | null)[]) {
  return createMadeHere({
    log,
    journal: {
      async *items() {
        for (const [index, entry] of entries.entries()) {
          const seq = index + 1
          const row =
            entry === null
              ? ({ seq, event: null } as const)
              : { seq, at: '2026-05-04T12:00:00.000Z', event: entry[0], facts: entry[1] }
          yield { line: null, row } satisfies JournalItem
        }
      },
    },
  })
}
const made = { connectionId, opId: 'op', key: 'our key' }
const list = [key('1', { description: 'our key' }), key('2', { description: 'another' })]
const ids = (answer: ReadonlySet<string>) => [...answer]

it('knows keys by the id that the console gave them', async () => {
  const ask = madeHere(['key.sent', made], ['key.created', { ...made, keyId: '2' }])
  expect(ids(await ask(connectionId, list))).toEqual(['2'])
})

it('a create whose outcome is open may be any key of its description', async () => {
  const ask = madeHere(null, ['key.sent', made], ['key.in-doubt', made])
  expect(ids(await ask(connectionId, list))).toEqual(['1'])
})

it.each<[string, JournalEvent, JournalFacts]>([
  ['of another console', 'key.created', { ...made, connectionId: 'd', keyId: '1' }],
  ['of a key that was only changed here', 'key.disabled', { connectionId, keyId: '1', key: 'our key' }],
])('events %s say nothing', async (_, event, facts) => {
  expect(ids(await madeHere([event, facts])(connectionId, list))).toEqual([])
})

it('a description is compared as the journal keeps it', async () => {
  const description = `right\u202Eleft ${'word '.repeat(100)}`
  const ask = madeHere(['key.sent', fitFacts({ ...made, key: description })])
  expect(fitFacts({ key: description }).key).not.toBe(description)
  expect(ids(await ask(connectionId, [key('1', { description }), key('2')]))).toEqual(['1'])
})

it('where the journal cannot be read, no key is called somebody else’s', async () => {
  const broken = createMadeHere({
    log,
    journal: {
      items() {
        throw new Error('cannot be read')
      },
    },
  })
  expect(ids(await broken(connectionId, list))).toEqual(['1', '2'])
})
