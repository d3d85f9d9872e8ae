// The state of signing in at each connection, and the one way to run a request as the signed-in person.
import { createCell } from '../../src-shared/cell'
import type { Certificate, SessionState, SignedInUser } from '../../src-shared/connection'
import { AppError, codeOf } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { Log } from '../log/log'
import type { ChosenKey } from '../private-key/chosen-key'
import { createKeySignIn } from '../private-key/key-sign-in'
import type { Credentials } from '../vault/credentials'
import type { KeptSecrets } from '../vault/kept-secrets'
import { createAsUser, isOver } from './as-user'
import { createBackOff } from './back-off'
import type { FailedSignIns } from './failed-sign-ins'
import { createKeySignIns } from './key-sign-ins'
import { createKeyWays } from './key-ways'
import { createReach } from './reach'
import { createSessionLock } from './session-lock'
import type { Sessions } from './session-parts'
import { createSignIn } from './sign-in'
import { createStationKeys } from './station-keys'
import { createStoredSignIns } from './stored-sign-in'
import { type Brought, createTokens, type Tokens } from './tokens'
import { whoAmI } from './who-am-i'

interface Deps {
  readonly api: Pick<
    ConsoleApi,
    'probe' | 'token' | 'currentUser' | 'organization' | 'serverVersion' | 'listUserLogins'
  >
  readonly connections: Connections
  readonly credentials: Credentials
  readonly secrets: KeptSecrets
  readonly chosenKey: ChosenKey
  /** The certificate of the last refusal (console/http-port.ts). */
  readonly presented: (connectionId: string) => Certificate | null
  readonly failedSignIns: FailedSignIns
  readonly now: () => Date
  readonly monotonic: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly log: Log
}

type Sign = SessionState['sign']

const never: Sign = { kind: 'signed-out', reason: 'never' }

export function createSessions(deps: Deps): Sessions {
  const { api, connections, log } = deps
  const storedSignIns = createStoredSignIns(deps)
  const keySignIn = createKeySignIn({ api })
  const stationKeys = createStationKeys({ ...deps, keySignIn })
  const tokens = createTokens({
    ...deps,
    storedSignIns,
    stationKey: {
      isFor: (connectionId, userUid) => stationKeys.usable(connectionId)?.userUid === userUid,
      signIn: (connectionId) => keyWays.byStationKey(connectionId),
    },
  })
  const cell = createCell<SessionState[]>([])
  const reach = createReach({ ...deps, change: (connectionId, next) => put(connectionId, { reach: next }) })
  const keyWays = createKeyWays({ api, connections, keySignIn, stationKeys, reach })

  const fresh = (connectionId: string): SessionState => ({
    connectionId,
    sign: never,
    reach: { kind: 'unknown' },
    stationKey: stationKeys.stateOf(connectionId),
  })
  const current = (connectionId: string) =>
    cell.get().find((state) => state.connectionId === connectionId) ?? fresh(connectionId)

  function put(connectionId: string, change: Partial<SessionState>): void {
    cell.set(
      cell.get().map((state) => (state.connectionId === connectionId ? { ...state, ...change } : state)),
    )
  }
  const setSign = (connectionId: string, sign: Sign) => put(connectionId, { sign })
  cell.set(connections.cell.get().map(({ id }) => ({ ...fresh(id), sign: { kind: 'restoring' } })))
  /** One state per connection, in their order. */
  connections.cell.watch((list) => cell.set(list.map(({ id }) => current(id))))
  stationKeys.cell.watch(() => {
    for (const { connectionId: id } of cell.get()) put(id, { stationKey: stationKeys.stateOf(id) })
  })

  function setActive(connectionId: string, user: SignedInUser): void {
    setSign(connectionId, {
      kind: 'active',
      user,
      keptIn: tokens.keptIn(connectionId),
      way: tokens.way(connectionId),
    })
  }

  async function drop(
    connectionId: string,
    reason: Extract<Sign, { kind: 'signed-out' }>['reason'],
  ): Promise<void> {
    tokens.forget(connectionId)
    steps.forget(connectionId)
    setSign(connectionId, { kind: 'signed-out', reason })
    await storedSignIns.remove(connectionId)
  }

  /** Ends the sign-in when the console said so; otherwise remembers what the failure says about the console. */
  async function digest(connectionId: string, error: unknown): Promise<void> {
    if (isOver(error) && tokens.has(connectionId)) {
      log.event('session.over', { connectionId })
      await drop(connectionId, 'over')
    } else reach.learn(connectionId, error)
  }

  async function takeOver(
    connectionId: string,
    brought: Brought,
    user: SignedInUser,
    stay: boolean,
  ): Promise<void> {
    // A stored sign-in of somebody else on this connection ends here.
    if (!stay) await storedSignIns.remove(connectionId)
    await tokens.adopt(connectionId, brought, user, stay)
    log.event('session.signed-in', { connectionId, kind: tokens.keptIn(connectionId), way: brought.way })
    setActive(connectionId, user)
  }

  async function finish(
    connectionId: string,
    brought: Tokens,
    userName: string,
    stay: boolean,
  ): Promise<void> {
    const user = await whoAmI(api, connections.target(connectionId), brought.access)
    // Somebody else must not get to see what the locked app holds.
    under.check(connectionId, user)
    connections.edit(connectionId, { userName })
    under.lift()
    await takeOver(connectionId, { way: 'password', tokens: brought }, user, stay)
  }

  const steps = createSignIn({
    ...deps,
    backOff: createBackOff(deps),
    sign: (connectionId) => current(connectionId).sign,
    // Codes that fail on the lock screen are no sign-out, which would remove the list.
    setSign: (connectionId, sign) =>
      setSign(connectionId, isLocked() && sign.kind === 'signed-out' ? never : sign),
    reach,
    finish,
  })

  /**
   * Uses the refresh token: active, offline or over. Throws what went wrong. Where the person is known already, the sign-in
   * counts as soon as there is an access token, and who they are is read again afterwards.
   */
  async function resume(connectionId: string): Promise<void> {
    const known = tokens.user(connectionId)
    try {
      const access = await tokens.access(connectionId, 'read')
      if (isLocked()) return
      // Whoever is active may have had the token all along, which proves no contact.
      if (current(connectionId).sign.kind !== 'active') {
        reach.online(connectionId)
        if (known !== null) setActive(connectionId, known)
      }
      const read = await whoAmI(api, connections.target(connectionId), access)
      if (!tokens.has(connectionId)) return
      const user = known?.readOnly === undefined ? read : { ...read, readOnly: known.readOnly }
      reach.online(connectionId)
      if (JSON.stringify(user) !== JSON.stringify(known)) await tokens.setUser(connectionId, user)
      setActive(connectionId, user)
    } catch (error) {
      await digest(connectionId, error)
      const wasActive = current(connectionId).sign.kind === 'active'
      if (tokens.has(connectionId) && !wasActive) setSign(connectionId, { kind: 'offline', user: known })
      throw error
    }
  }

  async function restoreOne(connectionId: string): Promise<void> {
    if (isLocked()) return
    setSign(connectionId, { kind: 'restoring' })
    try {
      const found = await storedSignIns.read(connections.get(connectionId))
      // Locked meanwhile: taken up after the unlock.
      if (isLocked()) return
      if (found.kind !== 'found') {
        setSign(connectionId, { kind: 'signed-out', reason: found.kind === 'absent' ? 'never' : 'over' })
        return
      }
      tokens.restore(connectionId, found.stored)
      await resume(connectionId)
    } catch (error) {
      const code = codeOf(error)
      log.event('session.not-restored', { connectionId, code })
      if (!tokens.has(connectionId) && current(connectionId).sign.kind === 'restoring')
        setSign(connectionId, never)
    }
  }

  const under = createSessionLock({
    states: cell,
    steps,
    connections,
    storedSignIns,
    tokens,
    chosenKey: deps.chosenKey,
    bring: keyWays.bring,
    signOutState: (connectionId) => setSign(connectionId, never),
    adopt: (connectionId, brought, user) => takeOver(connectionId, brought, user, false),
    restoreOne,
  })
  const { isLocked } = under.lock
  const keySignIns = createKeySignIns({
    ...deps,
    keyWays,
    reach,
    isLocked,
    async takeOver(connectionId, ...what) {
      steps.forget(connectionId)
      await takeOver(connectionId, ...what)
    },
  })

  return {
    cell,
    current,
    settled: tokens.settled,
    signIn: steps.signIn,
    answerCode: steps.answerCode,
    cancelCode: steps.cancelCode,

    async signOut(connectionId) {
      await drop(connectionId, 'signed-out')
      log.event('session.signed-out', { connectionId })
    },

    ...keySignIns,
    end: (connectionId) => drop(connectionId, 'over'),
    stationKeys,

    async restore() {
      stationKeys.load().catch(() => {})
      await Promise.all(connections.cell.get().map(({ id }) => restoreOne(id)))
    },

    ...under.lock,

    async retry(connectionId, why = 'asked') {
      if (isLocked()) throw new AppError('locked')
      if (why === 'asked') {
        connections.renew(connectionId)
        reach.unknown(connectionId)
      }
      if (tokens.has(connectionId)) return resume(connectionId)
      if (why === 'itself') throw new AppError('signed-out')
      try {
        await api.probe(connections.target(connectionId))
        reach.online(connectionId)
      } catch (error) {
        reach.learn(connectionId, error)
        throw error
      }
    },

    async acceptCertificate(connectionId, fingerprint256) {
      const before = connections.get(connectionId)
      // The record is bound to the old certificate: take it up before the change, write it again after it.
      if (!tokens.has(connectionId)) {
        const found = await storedSignIns.read(before)
        if (found.kind === 'found') tokens.restore(connectionId, found.stored)
      }
      connections.acceptCertificate(connectionId, fingerprint256)
      reach.unknown(connectionId)
      await stationKeys.rebind(connectionId, before.pin?.fingerprint256 ?? null)
      if (!tokens.has(connectionId)) return
      await tokens.keepAgain(connectionId)
      await resume(connectionId)
    },

    async forget(connectionId) {
      tokens.forget(connectionId)
      steps.forget(connectionId)
      await storedSignIns.remove(connectionId)
    },

    asUser: createAsUser({
      tokens,
      isLocked,
      target: connections.target,
      onAnswer(connectionId, user) {
        reach.online(connectionId)
        const { sign } = current(connectionId)
        const isOtherWay = sign.kind === 'active' && sign.way !== tokens.way(connectionId)
        if (sign.kind === 'offline' || isOtherWay) setActive(connectionId, user)
      },
      onFailure: digest,
    }),
  }
}
