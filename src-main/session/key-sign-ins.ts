// The sign-ins with a key as a person asks for them: a key from file or clipboard, or this computer's own one.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { ChosenKey } from '../private-key/chosen-key'
import { isOver } from './as-user'
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
  ) => Promise<void>
}

/** How they type their name is not known; this form works for everybody (vspc-rest.md 9.2). */
function loginName({ userName, organizationName, organizationType }: SignedInUser): string {
  const isProvider = organizationType === 'provider' || organizationName === ''
  return isProvider ? userName : `${organizationName}\\${userName}`
}

export function createKeySignIns(
  deps: Deps,
): Pick<Sessions, 'signInWithKey' | 'signInWithStationKey' | 'adoptStationKey'> {
  const { api, connections, chosenKey, keyWays, reach, isLocked } = deps

  /** While locked, no way but those of session-lock.ts: this computer's own key says nothing about who sits there. */
  async function takeOver(
    connectionId: string,
    brought: Brought,
    user: SignedInUser,
    stay: boolean,
  ): Promise<void> {
    if (isLocked()) throw new AppError('locked')
    connections.edit(connectionId, { userName: loginName(user) })
    await deps.takeOver(connectionId, brought, user, stay)
  }

  async function adoptStationKey(connectionId: string, tokens: Tokens): Promise<void> {
    const user = await whoAmI(api, connections.target(connectionId), tokens.access)
    await takeOver(connectionId, { way: 'station-key', tokens }, user, true)
  }

  return {
    adoptStationKey,
    async signInWithKey({ connectionId, way, from, stay }: KeyForm) {
      const key = await chosenKey(from)
      if (key === null) return false
      let isTaken = false
      try {
        if ((way === 'simple-key') !== (key.type === 'simple')) {
          const reason = way === 'simple-key' ? 'not-simple' : 'not-advanced'
          throw new AppError('key-file-invalid', { reason })
        }
        const { brought, user } = await keyWays.bring(connectionId, key)
        await takeOver(connectionId, brought, user, stay)
        isTaken = true
        return true
      } finally {
        // A Simple key that was taken over is the sign-in itself, and ends with it.
        if (!isTaken || key.type === 'advanced') key.cell.wipe()
      }
    },
    async signInWithStationKey(connectionId) {
      if (isLocked()) throw new AppError('locked')
      const tokens = await keyWays.byStationKey(connectionId).catch((error: unknown) => {
        reach.learn(connectionId, error)
        if (!isOver(error)) throw error
        throw new AppError('credentials-wrong', { way: 'station-key' }, error)
      })
      await adoptStationKey(connectionId, tokens)
    },
  }
}
