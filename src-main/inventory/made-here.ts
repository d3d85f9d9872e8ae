// Which keys of a console this computer made, as far as its journal knows.
import type { JournalFilter } from '../../src-shared/journal'
import type { KeyRecord } from '../../src-shared/key'
import type { Journal } from '../journal/journal'
import { fitFacts } from '../journal/journal-facts'
import type { Log } from '../log/log'

/** Ids of those of `keys` that were made here. Never rejects. */
export type MadeHere = (connectionId: string, keys: readonly KeyRecord[]) => Promise<ReadonlySet<string>>

interface Deps {
  readonly journal: Pick<Journal, 'items'>
  readonly log: Log
}

const everyKeyEvent: JournalFilter = { text: '', group: 'keys', since: null, keyId: null }

/**
 * A create without an answer is in the journal without the key's id: a key with its description may be the one, so it is not
 * called somebody else's. Where the journal cannot be read nobody can say, and no key is called so either.
 */
export function createMadeHere({ journal, log }: Deps): MadeHere {
  return async (connectionId, keys) => {
    const named = new Set<string>()
    /** Description by operation, of creates whose key is not known. */
    const open = new Map<string, string>()
    try {
      for await (const { row } of journal.items(everyKeyEvent)) {
        if (row.event === null || row.facts.connectionId !== connectionId) continue
        const { opId, keyId, key } = row.facts
        // Events of keys that others made have no operation.
        if (opId === undefined) continue
        if (keyId === undefined) open.set(opId, key ?? '')
        else {
          named.add(keyId)
          open.delete(opId)
        }
      }
    } catch {
      log.event('made-here.unknown', { connectionId })
      return new Set(keys.map(({ id }) => id))
    }
    const descriptions = new Set(open.values())
    const asNoted = (description: string) => fitFacts({ key: description }).key ?? ''
    return new Set(
      keys
        .filter(({ id, description }) => named.has(id) || descriptions.has(asNoted(description)))
        .map(({ id }) => id),
    )
  }
}
