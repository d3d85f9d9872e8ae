// What the journal says of a run: each state it reaches, and everything that is done with its private key.
import type { JournalEvent, JournalFacts } from '../../src-shared/journal'
import type { Journal } from '../journal/journal'
import type { RunState } from './creation-run'
import type { LiveRun } from './live-run'
import type { ReleaseKind } from './reveal'

interface Deps {
  readonly journal: Pick<Journal, 'record' | 'append'>
  /** null: the connection was removed. */
  readonly consoleName: (connectionId: string) => string | null
}

export interface RunJournal {
  /** @param did the event that brought the run there */
  reached(live: LiveRun, did: string): void
  /** Before the first release. Throws `storage-failed`: then nothing may be handed out. */
  releasing(live: LiveRun, kind: ReleaseKind): Promise<void>
  note(event: JournalEvent, live: LiveRun, more?: JournalFacts): void
}

/** Null: noted with more facts where it is decided (`releasing`, `note`), or nothing has happened yet. */
const events: Readonly<Record<RunState, JournalEvent | null>> = {
  intent: null,
  creating: 'key.sent',
  unrevealed: 'key.created',
  created: 'key.created',
  revealed: null,
  ambiguous: 'key.in-doubt',
  orphan: 'key.orphan',
  unconfirmed: 'key.unconfirmed',
  delivered: 'key.delivered',
  revoking: null,
  revoked: 'key.revoked',
  disabled: 'key.disabled',
  dismissed: null,
  'not-created': 'key.not-created',
}

export function createRunJournal({ journal, consoleName }: Deps): RunJournal {
  function factsOf({ record }: LiveRun): JournalFacts {
    const console = consoleName(record.connectionId)
    return {
      connectionId: record.connectionId,
      ...(console === null ? {} : { console }),
      opId: record.opId,
      ...(record.keyId === null ? {} : { keyId: record.keyId }),
      key: record.description,
      keyType: record.kind === 'simple' ? 'simple' : 'advanced',
      readOnly: record.readOnly,
      scopes: record.scopes.join(' '),
      person: record.userName,
      ...(record.publicKeyFingerprint === null ? {} : { fingerprint: record.publicKeyFingerprint }),
    }
  }
  return {
    reached(live, did) {
      const event = did === 'have-it' ? 'key.have-it' : events[live.run.state]
      if (event !== null) journal.record(event, { ...factsOf(live), kind: did })
    },
    releasing: (live, kind) => journal.append('private-key.released', { ...factsOf(live), kind }),
    note: (event, live, more = {}) => journal.record(event, { ...factsOf(live), ...more }),
  }
}
