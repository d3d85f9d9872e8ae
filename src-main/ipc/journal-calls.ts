// Which calls of the page end up in the journal, and with which facts: every action of a person passes here.
import type { Handlers } from '../../src-shared/contract'
import { AppError } from '../../src-shared/errors'
import type { JournalEvent, JournalFacts } from '../../src-shared/journal'
import type { KeyOutcome, KeyRef } from '../../src-shared/key'
import type { Connections } from '../connections/connections'
import type { Journal } from '../journal/journal'
import type { Sessions } from '../session/sessions'

interface Deps {
  readonly journal: Pick<Journal, 'record'>
  readonly connections: Pick<Connections, 'cell'>
  readonly sessions: Pick<Sessions, 'current' | 'cell'>
}

type Outcome = { readonly id: string; readonly failure: (typeof KeyOutcome)['_output']['failure'] }

export function withJournal(handlers: Handlers, { journal, connections, sessions }: Deps): Handlers {
  const nameOf = (connectionId: string) => connections.cell.get().find(({ id }) => id === connectionId)
  const at = (connectionId: string): JournalFacts => {
    const console = nameOf(connectionId)?.name
    return { connectionId, ...(console === undefined ? {} : { console }) }
  }
  const actor = (connectionId: string): JournalFacts => {
    const { sign } = sessions.current(connectionId)
    return sign.kind === 'active' ? { person: sign.user.userName } : {}
  }
  const keyFacts = ({ id, type, description }: KeyRef): JournalFacts => ({
    keyId: id,
    keyType: type,
    key: description,
  })

  function noteKeys(
    event: JournalEvent,
    connectionId: string,
    keys: readonly KeyRef[],
    outcomes: readonly Outcome[],
  ): void {
    for (const [index, key] of keys.entries()) {
      const failure = outcomes[index]?.failure ?? null
      if (failure !== null) continue
      journal.record(event, { ...at(connectionId), ...actor(connectionId), ...keyFacts(key) })
    }
  }

  function noteSignIn(connectionId: string): void {
    const { sign } = sessions.current(connectionId)
    if (sign.kind === 'active')
      journal.record('sign-in.worked', { ...at(connectionId), person: sign.user.userName, kind: sign.keptIn })
  }

  /** Ends that nobody asked for. */
  const before = new Map<string, string>()
  sessions.cell.watch((states) => {
    for (const { connectionId, sign } of states) {
      const was = before.get(connectionId)
      before.set(connectionId, sign.kind)
      if (sign.kind === 'signed-out' && sign.reason === 'over' && was !== undefined && was !== 'signed-out')
        journal.record('sign-in.over', at(connectionId))
    }
  })

  return {
    ...handlers,
    async 'connections.connect'(input) {
      const known = connections.cell.get().map(({ id }) => id)
      const step = await handlers['connections.connect'](input)
      if (step.kind !== 'connected' || known.includes(step.connectionId)) return step
      const added = nameOf(step.connectionId)
      journal.record('connection.added', at(step.connectionId))
      if (input.trust !== undefined && added?.pin != null)
        journal.record('certificate.accepted', {
          ...at(step.connectionId),
          fingerprint: added.pin.fingerprint256,
        })
      return step
    },
    async 'connections.edit'(input) {
      const was = nameOf(input.connectionId)?.name
      const value = await handlers['connections.edit'](input)
      journal.record('connection.renamed', { ...at(input.connectionId), kind: was ?? '' })
      return value
    },
    async 'connections.remove'(input) {
      const facts = at(input.connectionId)
      const value = await handlers['connections.remove'](input)
      journal.record('connection.removed', facts)
      return value
    },
    async 'connections.trust'(input) {
      const fingerprintBefore = nameOf(input.connectionId)?.pin?.fingerprint256 ?? ''
      try {
        return await handlers['connections.trust'](input)
      } finally {
        // The approval stands even where the sign-in that follows it fails.
        const { fingerprint256: fingerprint = '' } = nameOf(input.connectionId)?.pin ?? {}
        if (fingerprint !== fingerprintBefore)
          journal.record('certificate.changed', { ...at(input.connectionId), fingerprint, fingerprintBefore })
      }
    },
    async 'session.signIn'(form) {
      try {
        const value = await handlers['session.signIn'](form)
        noteSignIn(form.connectionId)
        return value
      } catch (error) {
        if (error instanceof AppError && error.code === 'credentials-wrong')
          journal.record('sign-in.refused', { ...at(form.connectionId), person: form.userName })
        throw error
      }
    },
    async 'session.answerCode'(input) {
      try {
        const value = await handlers['session.answerCode'](input)
        noteSignIn(input.connectionId)
        return value
      } catch (error) {
        if (error instanceof AppError && error.code === 'code-wrong')
          journal.record('sign-in.code-wrong', at(input.connectionId))
        throw error
      }
    },
    async 'session.signOut'(input) {
      const facts = { ...at(input.connectionId), ...actor(input.connectionId) }
      const value = await handlers['session.signOut'](input)
      journal.record('sign-in.signed-out', facts)
      return value
    },
    async 'keys.edit'(input) {
      const value = await handlers['keys.edit'](input)
      const { connectionId, key, description } = input
      journal.record('key.edited', {
        ...at(connectionId),
        ...actor(connectionId),
        ...keyFacts(key),
        key: description,
        kind: key.description,
      })
      return value
    },
    async 'keys.setEnabled'(input) {
      const value = await handlers['keys.setEnabled'](input)
      noteKeys(input.enabled ? 'key.enabled' : 'key.disabled', input.connectionId, input.keys, value.outcomes)
      return value
    },
    async 'keys.remove'(input) {
      const value = await handlers['keys.remove'](input)
      noteKeys('key.deleted', input.connectionId, input.keys, value.outcomes)
      return value
    },
    async 'keys.verify'(input) {
      const value = await handlers['keys.verify'](input)
      if (value.verdict !== null)
        journal.record('key.verified', {
          ...at(input.connectionId),
          ...actor(input.connectionId),
          ...keyFacts(input.key),
          kind: value.verdict.kind,
        })
      return value
    },
  }
}
