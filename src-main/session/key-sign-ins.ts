// The sign-ins with a key as a person asks for them: a key from file or clipboard, or this computer's own one.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { ChosenKey } from '../private-key/chosen-key'
import { isOver } from './as-user'
import type { Attempt, Attempts } from './attempts'
import type { createKeyWays } from './key-ways'
import type { KeyForm, Sessions } from './session-parts'
import type { Brought, Tokens } from './tokens'
import { type WhoApi, whoAmI } from './who-am-i'

interface Deps {
  readonly api: WhoApi & Pick<ConsoleApi, 'token'>
  readonly connections: Pick<Connections, 'edit' | 'target'>
  readonly chosenKey: ChosenKey
  readonly keyWays: ReturnType<typeof createKeyWays>
  readonly reach: { learn(connectionId: string, error: unknown): void }
  readonly isLocked: () => boolean
  readonly takeOver: (
    connectionId: string,
    brought: Brought,
    user: SignedInUser,
    stay: boolean,
    attempt: Attempt,
  ) => Promise<void>
  readonly attempts: Pick<Attempts, 'join'>
  readonly isSignedIn: (connectionId: string, userUid: string) => boolean
}

/** How they type their name is not known; this form works for everybody (vspc-rest.md 9.2). */
function loginName({ userName, organizationName, organizationType }: SignedInUser): string {
  const isProvider = organizationType === 'provider' || organizationName === ''
  return isProvider ? userName : `${organizationName}\\${userName}`
}

export function createKeySignIns(
  deps: Deps,
): Pick<Sessions, 'signInWithKey' | 'signInWithStationKey' | 'adoptStationKey'> {
  const { api, attempts, connections, chosenKey, keyWays, reach, isLocked } = deps

  /** While locked, no way but those of session-lock.ts: this computer's own key says nothing about who sits there. */
  async function takeOver(
    connectionId: string,
    brought: Brought,
    user: SignedInUser,
    stay: boolean,
    attempt: Attempt,
  ): Promise<void> {
    if (isLocked()) throw new AppError('locked')
    attempt.check()
    connections.edit(connectionId, { userName: loginName(user) })
    await deps.takeOver(connectionId, brought, user, stay, attempt)
  }

  const ownerOf = (connectionId: string, { access }: Tokens) =>
    whoAmI(api, connections.target(connectionId), access)

  return {
    async adoptStationKey(connectionId, tokens) {
      const attempt = attempts.join(connectionId)
      const user = await ownerOf(connectionId, tokens)
      // Signed out while the key was being made.
      if (!isLocked() && !deps.isSignedIn(connectionId, user.userUid)) throw new AppError('signed-out')
      await takeOver(connectionId, { way: 'station-key', tokens }, user, true, attempt)
    },
    async signInWithKey({ connectionId, way, from, stay }: KeyForm) {
      const attempt = attempts.join(connectionId)
      const key = await chosenKey(from)
      if (key === null) return false
      let isTaken = false
      try {
        attempt.check()
        if ((way === 'simple-key') !== (key.type === 'simple')) {
          const reason = way === 'simple-key' ? 'not-simple' : 'not-advanced'
          throw new AppError('key-file-invalid', { reason })
        }
        const { brought, user } = await keyWays.bring(connectionId, key)
        await takeOver(connectionId, brought, user, stay, attempt)
        isTaken = true
        return true
      } finally {
        // A Simple key that was taken over is the sign-in itself, and ends with it.
        if (!isTaken || key.type === 'advanced') key.cell.wipe()
      }
    },
    async signInWithStationKey(connectionId) {
      if (isLocked()) throw new AppError('locked')
      const attempt = attempts.join(connectionId)
      const tokens = await keyWays.byStationKey(connectionId).catch((error: unknown) => {
        reach.learn(connectionId, error)
        if (!isOver(error)) throw error
        throw new AppError('credentials-wrong', { way: 'station-key' }, error)
      })
      const user = await ownerOf(connectionId, tokens)
      await takeOver(connectionId, { way: 'station-key', tokens }, user, true, attempt)
    },
  }
}
