// The sign-ins under the app lock: who may lift it, what is dropped, and how somebody proves to be that person (S-26).
import type { ReadableCell } from '../../src-shared/cell'
import type { SessionState, SignedInUser, SignInWay } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { ChosenKey } from '../private-key/chosen-key'
import type { Attempt, Attempts } from './attempts'
import type { createKeyWays } from './key-ways'
import { type Person, peopleOf, type SessionLock } from './people'
import type { PasswordForm } from './sign-in'
import type { StoredSignIns } from './stored-sign-in'
import type { Brought, createTokens } from './tokens'

interface Deps {
  readonly states: ReadableCell<SessionState[]>
  readonly connections: Pick<Connections, 'cell' | 'get'>
  readonly storedSignIns: Pick<StoredSignIns, 'read'>
  readonly tokens: Pick<ReturnType<typeof createTokens>, 'has' | 'stays' | 'lock'>
  readonly chosenKey: ChosenKey
  readonly bring: ReturnType<typeof createKeyWays>['bring']
  readonly signOutState: (connectionId: string) => void
  readonly steps: {
    signIn(form: PasswordForm): Promise<void>
    /** Gives up a sign-in that is under way, or waits for a code. */
    cancelCode(connectionId: string): void
  }
  /** Takes over a sign-in that nothing on this computer stands for. */
  readonly adopt: (
    connectionId: string,
    brought: Brought,
    user: SignedInUser,
    attempt: Attempt,
  ) => Promise<void>
  readonly attempts: Pick<Attempts, 'join'>
  readonly restoreOne: (connectionId: string) => Promise<void>
}

/** What sessions.ts itself needs to know. */
interface Inner {
  readonly lock: SessionLock
  /** Throws `credentials-wrong` for somebody who may not see what the locked app holds. */
  check(connectionId: string, user: SignedInUser): void
  lift(): void
}

export function createSessionLock(deps: Deps): Inner {
  const { states, connections, storedSignIns, tokens } = deps
  /** While locked: who was signed in where. */
  let locked: Map<string, Person> | null = null

  const signedIn = () => peopleOf(states.get(), tokens.stays)

  function check(connectionId: string, user: SignedInUser, way: SignInWay = 'password'): void {
    if (locked !== null && locked.get(connectionId)?.userUid !== user.userUid)
      throw new AppError('credentials-wrong', { otherPerson: true, ...(way === 'password' ? {} : { way }) })
  }

  function personAt(connectionId: string): Person {
    const person = locked?.get(connectionId)
    if (person === undefined) throw new AppError('invalid-input', { reason: 'connection' })
    return person
  }

  /** Something of the former sign-in is still there, in memory or in the credential store, and is taken up again. */
  async function isKept(connectionId: string): Promise<boolean> {
    if (tokens.has(connectionId)) return true
    const found = await storedSignIns.read(connections.get(connectionId)).catch(() => null)
    return found?.kind === 'found'
  }

  const lock: SessionLock = {
    people: () => (locked === null ? signedIn() : [...locked.values()]),
    isLocked: () => locked !== null,
    openWithout() {
      locked = null
      for (const { connectionId, sign } of states.get())
        if (sign.kind === 'restoring') deps.signOutState(connectionId)
    },
    async lock() {
      locked = new Map(signedIn().map((person) => [person.connectionId, person]))
      // The lock screen asks for the codes of those who are locked out, not for that of a sign-in begun elsewhere.
      for (const { connectionId } of states.get()) deps.steps.cancelCode(connectionId)
      await tokens.lock()
    },
    async lockAtStart() {
      const people = new Map<string, Person>()
      locked = people
      let isComplete = true
      for (const connection of connections.cell.get()) {
        deps.signOutState(connection.id)
        try {
          const found = await storedSignIns.read(connection)
          if (found.kind !== 'found' || found.stored.user === null) continue
          const { userUid, userName } = found.stored.user
          people.set(connection.id, { connectionId: connection.id, userUid, userName, stay: true })
        } catch {
          isComplete = false
        }
      }
      return isComplete
    },
    async unlock(connectionId, password) {
      const person = personAt(connectionId)
      const userName = connections.get(connectionId).userName ?? person.userName
      await deps.steps.signIn({ connectionId, userName, password, stay: person.stay })
    },
    async unlockWithKey(connectionId, from) {
      personAt(connectionId)
      const attempt = deps.attempts.join(connectionId)
      const key = await deps.chosenKey(from)
      if (key === null) return false
      let isAdopted = false
      try {
        attempt.check()
        const { brought, user } = await deps.bring(connectionId, key)
        check(connectionId, user, key.type === 'simple' ? 'simple-key' : 'advanced-key')
        // A proof of the person, no new sign-in: what was kept stays as it was, and the key itself is not kept.
        const kept = await isKept(connectionId)
        attempt.check()
        locked = null
        if (kept) return true
        isAdopted = true
        await deps.adopt(connectionId, brought, user, attempt)
        return true
      } finally {
        if (!isAdopted || key.type === 'advanced') key.cell.wipe()
      }
    },
    async restoreOthers() {
      const missing = connections.cell.get().filter(({ id }) => !tokens.has(id))
      await Promise.all(missing.map(({ id }) => deps.restoreOne(id)))
    },
  }
  return {
    lock,
    check,
    lift() {
      locked = null
    },
  }
}
