// Settles what needs attention: I have it, keep, disable, revoke; and deletes a key from the reveal step.
import { AppError, codeOf } from '../../src-shared/errors'
import type { KeyRef } from '../../src-shared/key'
import type { KeyChanges } from '../inventory/key-changes'
import type { Log } from '../log/log'
import type { LiveRun } from './live-run'
import type { RunJournal } from './run-journal'
import type { Runs } from './runs'

export type SettleChoice = 'have-it' | 'keep' | 'disable' | 'revoke'

interface Deps {
  readonly runs: () => Runs
  readonly keyChanges: Pick<KeyChanges, 'setEnabled' | 'remove'>
  readonly runJournal: Pick<RunJournal, 'note'>
  /** The connection exists. */
  readonly isKnown: (connectionId: string) => boolean
  readonly log: Log
}

export function createAttention({ runs, keyChanges, runJournal, isKnown, log }: Deps) {
  function refOf({ record }: LiveRun): KeyRef {
    if (record.keyId === null) throw new AppError('not-found')
    return {
      id: record.keyId,
      userUid: record.userUid,
      type: record.kind === 'simple' ? 'simple' : 'advanced',
      description: record.description,
      createdAt: record.keyCreatedAt,
    }
  }

  function must(live: LiveRun, event: Parameters<Runs['happen']>[1]): Promise<void> {
    const { refused, recorded } = runs().happen(live, event)
    if (refused) throw new AppError('invalid-input', { reason: event.do })
    return recorded
  }

  /** The key changes re-read the key first and stop at anything else (S-51). Throws their failure. */
  async function change(live: LiveRun, what: 'remove' | 'disable'): Promise<'done' | 'gone'> {
    const { connectionId } = live.record
    const ref = refOf(live)
    const [outcome] =
      what === 'remove'
        ? await keyChanges.remove(connectionId, [ref])
        : await keyChanges.setEnabled(connectionId, [ref], false)
    const failure = outcome?.failure ?? null
    if (failure === null) return 'done'
    if (failure.code === 'not-found') return 'gone'
    throw new AppError(failure.code, failure.detail)
  }

  /**
   * `discard` or `revoke`, then the deletion: 404 counts as done, doubt never does. A record that cannot be written stops
   * nothing here: the next start would only ask once more.
   */
  async function revoke(live: LiveRun, event: 'discard' | 'revoke'): Promise<void> {
    if (runs().happen(live, { do: event }).refused) throw new AppError('invalid-input', { reason: event })
    try {
      await change(live, 'remove')
    } catch (error) {
      runs().happen(live, { do: 'revoke-failed' })
      const code = codeOf(error)
      log.event('creation.revoke-failed', { opId: live.opId, code })
      throw error
    }
    runs().happen(live, { do: 'revoke-done' })
  }

  return {
    /** From the reveal step: the private key is destroyed first, then the key is deleted. */
    discard: (live: LiveRun) => revoke(live, 'discard'),

    async settle(live: LiveRun, choice: SettleChoice, reason: string): Promise<void> {
      switch (choice) {
        case 'have-it':
          return must(live, { do: 'have-it' })
        case 'keep':
          if (reason.trim() === '') throw new AppError('invalid-input', { reason: 'reason' })
          await must(live, { do: isKnown(live.record.connectionId) ? 'keep' : 'give-up' })
          runJournal.note('key.kept', live, { reason: reason.trim() })
          return
        case 'disable': {
          if (live.run.state !== 'unconfirmed') throw new AppError('invalid-input', { reason: 'disable' })
          const outcome = await change(live, 'disable')
          return must(live, outcome === 'gone' ? { do: 'gone' } : { do: 'disable-done' })
        }
        case 'revoke':
          return revoke(live, 'revoke')
      }
    },
  }
}
