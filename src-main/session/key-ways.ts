// Signing in with a key instead of a password: a Simple key, an Advanced key, and this computer's own key.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { Bearer } from '../console/ask'
import type { ConsoleApi } from '../console/console-api'
import type { HttpTarget } from '../console/http-port'
import type { createKeySignIn } from '../private-key/key-sign-in'
import type { StoredKey } from '../private-key/private-key-file'
import type { StationKeys } from './station-keys'
import type { Brought, Tokens } from './tokens'
import { ifAllowed, type WhoApi, whoAmI } from './who-am-i'

interface Deps {
  readonly api: WhoApi & Pick<ConsoleApi, 'token' | 'listUserLogins'>
  readonly connections: Pick<Connections, 'target'>
  readonly keySignIn: ReturnType<typeof createKeySignIn>
  readonly stationKeys: Pick<StationKeys, 'load' | 'usable' | 'signIn'>
  readonly reach: { online(connectionId: string): void; learn(connectionId: string, error: unknown): void }
}

interface Arrival {
  readonly brought: Brought
  readonly user: SignedInUser
}

/** The console does not let this key in. */
const refusedBearer: readonly AppError['code'][] = ['sign-in-over', 'forbidden']

export function createKeyWays({ api, connections, keySignIn, stationKeys, reach }: Deps) {
  /**
   * Whether the key can only read; undefined where that cannot be told. An Advanced key is found by its public half. A
   * Simple key cannot be found in a list (decisions D13); where all that it could be are alike, so is it.
   */
  async function readOnlyOf(
    target: HttpTarget,
    bearer: Bearer,
    userUid: string,
    key: StoredKey,
  ): Promise<boolean | undefined> {
    const own = (await ifAllowed(api.listUserLogins(target, bearer, userUid))) ?? []
    const candidates = own.filter(({ type, status, publicKey }) => {
      if (type !== key.type || status.raw.toLowerCase() !== 'enabled') return false
      return key.type === 'simple' || publicKey?.fingerprint256 === key.publicKey.fingerprint256
    })
    const [first, ...others] = candidates.map(({ readOnly }) => readOnly)
    return others.every((readOnly) => readOnly === first) ? first : undefined
  }

  async function whoIs(target: HttpTarget, bearer: Bearer, key: StoredKey): Promise<SignedInUser> {
    const user = await whoAmI(api, target, bearer)
    const readOnly = await readOnlyOf(target, bearer, user.userUid, key)
    return readOnly === true ? { ...user, readOnly } : user
  }

  async function bySimple(target: HttpTarget, key: StoredKey & { type: 'simple' }): Promise<Arrival> {
    try {
      return { brought: { way: 'simple-key', cell: key.cell }, user: await whoIs(target, key.cell, key) }
    } catch (error) {
      if (!(error instanceof AppError) || !refusedBearer.includes(error.code)) throw error
      throw new AppError('credentials-wrong', { way: 'simple-key', status: 401 }, error)
    }
  }

  async function byAdvanced(target: HttpTarget, key: StoredKey & { type: 'advanced' }): Promise<Arrival> {
    const advanced = { cell: key.cell, type: 'pkcs1', xml: key.publicKey.xml } as const
    const outcome = await keySignIn(target, advanced, { readOnly: false })
    if (outcome.kind !== 'signed-in') {
      const why = outcome.kind === 'unanswered' ? { reason: 'challenge' } : {}
      throw new AppError('credentials-wrong', { way: 'advanced-key', status: 400, ...why })
    }
    const { tokens } = outcome
    return { brought: { way: 'advanced-key', tokens }, user: await whoIs(target, tokens.access, key) }
  }

  return {
    /**
     * Throws `credentials-wrong` (detail.way; detail.reason `challenge`: not the key's fault) and the network's failures.
     * The caller wipes the key's cell, unless it adopts what a Simple key brought.
     */
    async bring(connectionId: string, key: StoredKey): Promise<Arrival> {
      try {
        const target = connections.target(connectionId)
        const arrival = await (key.type === 'simple' ? bySimple(target, key) : byAdvanced(target, key))
        reach.online(connectionId)
        return arrival
      } catch (error) {
        reach.learn(connectionId, error)
        throw error
      }
    },

    /** Throws `sign-in-over` where there is no such key or the console refuses it, and what {@link StationKeys.signIn} does. */
    async byStationKey(connectionId: string): Promise<Tokens> {
      await stationKeys.load()
      const entry = stationKeys.usable(connectionId)
      const outcome = entry === null ? null : await stationKeys.signIn(entry)
      if (outcome?.kind !== 'signed-in') throw new AppError('sign-in-over', { stationKey: true })
      return outcome.tokens
    },
  }
}
