// Which calls of the page end up in the journal, and with which facts: every action of a person passes here.
import type { z } from 'zod'
import type { Connection } from '../../src-shared/connection'
import { colorWords, tagWords } from '../../src-shared/console-looks'
import type { Handlers } from '../../src-shared/contract'
import { AppError } from '../../src-shared/errors'
import type { JournalFacts } from '../../src-shared/journal'
import type { KeyOutcome, KeyRef } from '../../src-shared/key'
import type { Connections } from '../connections/connections'
import type { Journal } from '../journal/journal'
import type { Sessions } from '../session/session-parts'

interface Deps {
  readonly journal: Pick<Journal, 'record'>
  readonly connections: Pick<Connections, 'cell'>
  readonly sessions: Pick<Sessions, 'current' | 'cell'>
}

type Outcome = z.infer<typeof KeyOutcome>
type KeyChangeEvent = 'key.edited' | 'key.enabled' | 'key.disabled' | 'key.deleted'

/** What a console is marked with now, of that which it was not before. */
function marksThatChanged(was: Connection | undefined, is: Connection | undefined): string {
  if (was === undefined || is === undefined) return ''
  const marks: string[] = []
  if (was.tag !== is.tag) marks.push(`tag ${is.tag === null ? 'none' : tagWords[is.tag]}`)
  if (was.group !== is.group) marks.push(`group ${is.group === '' ? 'none' : is.group}`)
  if (was.color !== is.color) marks.push(`colour ${colorWords[is.color].toLowerCase()}`)
  return marks.join(', ')
}

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

  /** What became of it only the console knows: for whoever reads the journal, it was done or not. */
  const noteInDoubt = (event: KeyChangeEvent, connectionId: string, key: KeyRef) =>
    journal.record('key.change-in-doubt', {
      ...at(connectionId),
      ...actor(connectionId),
      ...keyFacts(key),
      kind: event.slice('key.'.length),
    })

  function noteKeys(
    event: KeyChangeEvent,
    connectionId: string,
    keys: readonly KeyRef[],
    outcomes: readonly Outcome[],
  ): void {
    for (const [index, key] of keys.entries()) {
      const failure = outcomes[index]?.failure ?? null
      if (failure?.detail.inDoubt === true) noteInDoubt(event, connectionId, key)
      if (failure !== null) continue
      journal.record(event, { ...at(connectionId), ...actor(connectionId), ...keyFacts(key) })
    }
  }

  function noteSignIn(connectionId: string): void {
    const { sign } = sessions.current(connectionId)
    if (sign.kind !== 'active') return
    // How it was made says more than where it is kept, except for the usual way.
    const kind = sign.way === 'password' ? sign.keptIn : sign.way
    journal.record('sign-in.worked', { ...at(connectionId), person: sign.user.userName, kind })
  }

  /** What nobody asked for: kept sign-ins that are taken up, and sign-ins that the console ends. */
  const before = new Map(sessions.cell.get().map(({ connectionId, sign }) => [connectionId, sign.kind]))
  sessions.cell.watch((states) => {
    for (const { connectionId, sign } of states) {
      const was = before.get(connectionId)
      before.set(connectionId, sign.kind)
      if (was === undefined || was === sign.kind) continue
      if (sign.kind === 'signed-out' && sign.reason === 'over')
        journal.record('sign-in.over', at(connectionId))
      if (sign.kind === 'active' && was === 'restoring')
        journal.record('sign-in.worked', {
          ...at(connectionId),
          person: sign.user.userName,
          kind: 'restored',
        })
    }
  })

  const isCode = (error: unknown, code: AppError['code']) => error instanceof AppError && error.code === code

  return {
    ...handlers,
    async 'connections.connect'(input) {
      const pins = new Map(connections.cell.get().map(({ id, pin }) => [id, pin?.fingerprint256]))
      const step = await handlers['connections.connect'](input)
      if (step.kind !== 'connected') return step
      const id = step.connectionId
      if (!pins.has(id)) journal.record('connection.added', at(id))
      const fingerprint = nameOf(id)?.pin?.fingerprint256
      if (fingerprint !== undefined && fingerprint !== pins.get(id))
        journal.record('certificate.accepted', { ...at(id), fingerprint })
      return step
    },
    async 'connections.edit'(input) {
      const was = nameOf(input.connectionId)
      const value = await handlers['connections.edit'](input)
      const is = nameOf(input.connectionId)
      if (was !== undefined && was.name !== is?.name)
        journal.record('connection.renamed', { ...at(input.connectionId), kind: was.name })
      const marks = marksThatChanged(was, is)
      if (marks !== '') journal.record('connection.edited', { ...at(input.connectionId), kind: marks })
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
        if (fingerprint !== fingerprintBefore && fingerprintBefore === '')
          journal.record('certificate.accepted', { ...at(input.connectionId), fingerprint })
        else if (fingerprint !== fingerprintBefore)
          journal.record('certificate.changed', { ...at(input.connectionId), fingerprint, fingerprintBefore })
      }
    },
    async 'session.signIn'(form) {
      try {
        const value = await handlers['session.signIn'](form)
        noteSignIn(form.connectionId)
        return value
      } catch (error) {
        if (isCode(error, 'credentials-wrong'))
          journal.record('sign-in.refused', { ...at(form.connectionId), person: form.userName })
        throw error
      }
    },
    async 'session.signInWithKey'(form) {
      try {
        const value = await handlers['session.signInWithKey'](form)
        if (value.done) noteSignIn(form.connectionId)
        return value
      } catch (error) {
        if (isCode(error, 'credentials-wrong'))
          journal.record('sign-in.refused', { ...at(form.connectionId), kind: form.way, from: form.from })
        throw error
      }
    },
    async 'session.signInWithStationKey'(input) {
      try {
        const value = await handlers['session.signInWithStationKey'](input)
        noteSignIn(input.connectionId)
        return value
      } catch (error) {
        if (isCode(error, 'credentials-wrong'))
          journal.record('sign-in.refused', { ...at(input.connectionId), kind: 'station-key' })
        throw error
      }
    },
    async 'session.answerCode'(input) {
      try {
        const value = await handlers['session.answerCode'](input)
        noteSignIn(input.connectionId)
        return value
      } catch (error) {
        if (isCode(error, 'code-wrong')) journal.record('sign-in.code-wrong', at(input.connectionId))
        throw error
      }
    },
    async 'session.signOut'(input) {
      const facts = { ...at(input.connectionId), ...actor(input.connectionId) }
      const value = await handlers['session.signOut'](input)
      journal.record('sign-in.signed-out', facts)
      return value
    },
    async 'lock.unlock'(input) {
      try {
        return await handlers['lock.unlock'](input)
      } catch (error) {
        if (isCode(error, 'credentials-wrong'))
          journal.record('sign-in.refused', { ...at(input.connectionId), kind: 'locked' })
        throw error
      }
    },
    async 'lock.unlockWithKey'(input) {
      try {
        return await handlers['lock.unlockWithKey'](input)
      } catch (error) {
        if (isCode(error, 'credentials-wrong'))
          journal.record('sign-in.refused', { ...at(input.connectionId), kind: 'locked', from: input.from })
        throw error
      }
    },
    async 'lock.answerCode'(input) {
      try {
        return await handlers['lock.answerCode'](input)
      } catch (error) {
        if (isCode(error, 'code-wrong')) journal.record('sign-in.code-wrong', { kind: 'locked' })
        throw error
      }
    },
    async 'keys.edit'(input) {
      const { connectionId, key } = input
      try {
        const value = await handlers['keys.edit'](input)
        journal.record('key.edited', {
          ...at(connectionId),
          ...actor(connectionId),
          ...keyFacts(key),
          key: input.description.trim(),
          kind: key.description,
        })
        return value
      } catch (error) {
        if (error instanceof AppError && error.detail.inDoubt === true)
          noteInDoubt('key.edited', connectionId, key)
        throw error
      }
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
          from: input.from,
        })
      return value
    },
  }
}
