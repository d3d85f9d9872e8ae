// Goes on with a sign-in that stands: takes up a stored one, renews it, and reads who it is.
import type { SessionState, SignedInUser } from '../../src-shared/connection'
import { codeOf } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { Log } from '../log/log'
import { isOver } from './as-user'
import type { Attempts } from './attempts'
import type { StoredSignIns } from './stored-sign-in'
import type { createTokens } from './tokens'
import { type WhoApi, whoAmI } from './who-am-i'

interface Deps {
  readonly api: WhoApi
  readonly connections: Pick<Connections, 'get' | 'target'>
  readonly storedSignIns: Pick<StoredSignIns, 'read'>
  readonly tokens: ReturnType<typeof createTokens>
  readonly attempts: Pick<Attempts, 'join'>
  readonly reach: { online(connectionId: string): void }
  readonly isLocked: () => boolean
  readonly signOf: (connectionId: string) => SessionState['sign']
  readonly setSign: (connectionId: string, sign: SessionState['sign']) => void
  readonly setActive: (connectionId: string, user: SignedInUser) => void
  /** Ends the sign-in when the console said so. */
  readonly digest: (connectionId: string, error: unknown) => Promise<void>
  readonly log: Log
}

export function createTakeUp(deps: Deps) {
  const { api, connections, storedSignIns, tokens, reach, isLocked, signOf, setSign, setActive, log } = deps

  /**
   * Uses the refresh token: active, offline or over. Throws what went wrong. Where the person is known already, the sign-in
   * counts as soon as there is an access token, and who they are is read again afterwards.
   */
  async function resume(connectionId: string): Promise<void> {
    const known = tokens.user(connectionId)
    const isStill = tokens.since(connectionId)
    /** What arrives under the lock, or for a sign-in that has ended, says nothing about the one there is now. */
    const counts = () => isStill() && !isLocked()

    /** A 401 ends no sign-in that can be renewed (S-23). */
    async function whoIsIt(): Promise<SignedInUser | null> {
      const access = await tokens.access(connectionId, 'read')
      if (!counts()) return null
      // Whoever is active may have had the token all along, which proves no contact.
      if (signOf(connectionId).kind !== 'active') {
        reach.online(connectionId)
        if (known !== null) setActive(connectionId, known)
      }
      try {
        return await whoAmI(api, connections.target(connectionId), access)
      } catch (error) {
        if (!isOver(error) || !counts()) throw error
        const renewed = await tokens.replacement(connectionId, access)
        if (!counts()) throw error
        return whoAmI(api, connections.target(connectionId), renewed)
      }
    }

    try {
      const read = await whoIsIt()
      if (read === null || !isStill()) return
      const user = known?.readOnly === undefined ? read : { ...read, readOnly: known.readOnly }
      reach.online(connectionId)
      if (JSON.stringify(user) !== JSON.stringify(known)) await tokens.setUser(connectionId, user)
      if (isStill()) setActive(connectionId, user)
    } catch (error) {
      if (!counts()) throw error
      await deps.digest(connectionId, error)
      if (isStill() && signOf(connectionId).kind !== 'active')
        setSign(connectionId, { kind: 'offline', user: known })
      throw error
    }
  }
  return {
    resume,

    /** At start, and after an unlock: takes up the stored sign-in of one connection. Never rejects. */
    async restore(connectionId: string): Promise<void> {
      if (isLocked()) return
      const attempt = deps.attempts.join(connectionId)
      setSign(connectionId, { kind: 'restoring' })
      try {
        const found = await storedSignIns.read(connections.get(connectionId))
        // Locked meanwhile: taken up after the unlock.
        if (isLocked()) return
        attempt.check()
        if (found.kind !== 'found') {
          setSign(connectionId, { kind: 'signed-out', reason: found.kind === 'absent' ? 'never' : 'over' })
          return
        }
        tokens.restore(connectionId, found.stored)
        await resume(connectionId)
      } catch (error) {
        log.event('session.not-restored', { connectionId, code: codeOf(error) })
        if (!tokens.has(connectionId) && signOf(connectionId).kind === 'restoring')
          setSign(connectionId, { kind: 'signed-out', reason: 'never' })
      }
    },
  }
}
