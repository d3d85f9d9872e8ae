// Settles what needs attention: I have it, keep, disable, revoke; and deletes a key from the reveal step.
import { AppError } from '../../src-shared/errors'
import type { KeyRef } from '../../src-shared/key'
import type { KeyChanges } from '../inventory/key-changes'
import type { Log } from '../log/log'
import type { LiveRun, Runs } from './runs'

export type SettleChoice = 'have-it' | 'keep' | 'disable' | 'revoke'

interface Deps {
  readonly runs: () => Runs
  readonly keyChanges: Pick<KeyChanges, 'setEnabled' | 'remove'>
  readonly log: Log
}

export function createAttention({ runs, keyChanges, log }: Deps) {
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

  /** After the machine said `revoke`: 404 counts as done, doubt never does. */
  async function revoke(live: LiveRun): Promise<void> {
    try {
      await change(live, 'remove')
    } catch (error) {
      runs().happen(live, { do: 'revoke-failed' })
      log.event('creation.revoke-failed', {
        opId: live.opId,
        code: error instanceof AppError ? error.code : 'internal',
      })
      throw error
    }
    await runs().happen(live, { do: 'revoke-done' }).recorded
  }

  return {
    /** From the reveal step: the private key is destroyed first, then the key is deleted. */
    async discard(live: LiveRun): Promise<void> {
      await must(live, { do: 'discard' }).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'invalid-input') throw error
      })
      await revoke(live)
    },

    async settle(live: LiveRun, choice: SettleChoice, reason: string): Promise<void> {
      switch (choice) {
        case 'have-it':
          return must(live, { do: 'have-it' })
        case 'keep':
          if (reason.trim() === '') throw new AppError('invalid-input', { reason: 'reason' })
          return must(live, { do: 'keep' })
        case 'disable': {
          if (live.run.state !== 'unconfirmed') throw new AppError('invalid-input', { reason: 'disable' })
          const outcome = await change(live, 'disable')
          return must(live, outcome === 'gone' ? { do: 'gone' } : { do: 'disable-done' })
        }
        case 'revoke':
          await must(live, { do: 'revoke' })
          return revoke(live)
      }
    },
  }
}
