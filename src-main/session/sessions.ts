// The state of signing in at each connection, and the one way to run a request as the signed-in person.
import { createCell } from '../../src-shared/cell'
import type { Certificate, SessionState, SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { Log } from '../log/log'
import type { ChosenKey } from '../private-key/chosen-key'
import { createKeySignIn } from '../private-key/key-sign-in'
import type { Credentials } from '../vault/credentials'
import type { KeptSecrets } from '../vault/kept-secrets'
import { createAsUser, isOver } from './as-user'
import { type Attempt, createAttempts } from './attempts'
import { createBackOff } from './back-off'
import type { FailedSignIns } from './failed-sign-ins'
import { createKeySignIns } from './key-sign-ins'
import { createKeyWays } from './key-ways'
import { createReach } from './reach'
import { createSessionLock } from './session-lock'
import type { Sessions } from './session-parts'
import { createSignIn, type Finished } from './sign-in'
import { createStationKeys } from './station-keys'
import { createStoredSignIns } from './stored-sign-in'
import { createTakeUp } from './take-up'
import { type Brought, createTokens } from './tokens'
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
  const attempts = createAttempts()
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
  connections.cell.watch((list) => {
    for (const { connectionId } of cell.get()) {
      if (list.some(({ id }) => id === connectionId)) continue
      // Somebody may have signed in since it was forgotten: nothing stays under an id that nobody knows.
      if (tokens.has(connectionId)) void forget(connectionId)
      else steps.forget(connectionId)
    }
    cell.set(list.map(({ id }) => current(id)))
  })
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

  async function forget(connectionId: string): Promise<void> {
    tokens.forget(connectionId)
    steps.forget(connectionId)
    await storedSignIns.remove(connectionId)
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
    attempt: Attempt,
  ): Promise<void> {
    attempt.check()
    // The first that gets here ends what else is under way.
    steps.forget(connectionId)
    await tokens.adopt(connectionId, brought, user, stay)
    log.event('session.signed-in', { connectionId, kind: tokens.keptIn(connectionId), way: brought.way })
    setActive(connectionId, user)
  }

  async function finish({ connectionId, userName, stay, attempt, tokens: brought }: Finished): Promise<void> {
    const user = await whoAmI(api, connections.target(connectionId), brought.access)
    attempt.check()
    // Somebody else must not get to see what the locked app holds.
    under.check(connectionId, user)
    connections.edit(connectionId, { userName })
    under.lift()
    await takeOver(connectionId, { way: 'password', tokens: brought }, user, stay, attempt)
  }

  const steps = createSignIn({
    ...deps,
    attempts,
    backOff: createBackOff(deps),
    sign: (connectionId) => current(connectionId).sign,
    // Codes that fail on the lock screen are no sign-out, which would remove the list.
    setSign: (connectionId, sign) =>
      setSign(connectionId, isLocked() && sign.kind === 'signed-out' ? never : sign),
    reach,
    finish,
  })

  const under = createSessionLock({
    states: cell,
    steps,
    connections,
    storedSignIns,
    tokens,
    chosenKey: deps.chosenKey,
    bring: keyWays.bring,
    signOutState: (connectionId) => setSign(connectionId, never),
    attempts,
    adopt: (connectionId, brought, user, attempt) => takeOver(connectionId, brought, user, false, attempt),
    restoreOne: (connectionId) => takeUp.restore(connectionId),
  })
  const { isLocked } = under.lock
  const takeUp = createTakeUp({
    ...deps,
    storedSignIns,
    tokens,
    attempts,
    reach,
    isLocked,
    signOf: (connectionId) => current(connectionId).sign,
    setSign,
    setActive,
    digest,
  })
  const keySignIns = createKeySignIns({
    ...deps,
    keyWays,
    reach,
    isLocked,
    attempts,
    isSignedIn: (connectionId, userUid) => tokens.user(connectionId)?.userUid === userUid,
    takeOver,
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
      await Promise.all(connections.cell.get().map(({ id }) => takeUp.restore(id)))
    },

    ...under.lock,

    async retry(connectionId, why = 'asked') {
      if (isLocked()) throw new AppError('locked')
      if (why === 'asked') {
        connections.renew(connectionId)
        reach.unknown(connectionId)
      }
      if (tokens.has(connectionId)) return takeUp.resume(connectionId)
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
        const attempt = attempts.join(connectionId)
        const found = await storedSignIns.read(before)
        attempt.check()
        if (found.kind === 'found') tokens.restore(connectionId, found.stored)
      }
      connections.acceptCertificate(connectionId, fingerprint256)
      reach.unknown(connectionId)
      await stationKeys.rebind(connectionId, before.pin?.fingerprint256 ?? null)
      if (!tokens.has(connectionId)) return
      await tokens.keepAgain(connectionId)
      await takeUp.resume(connectionId)
    },

    forget,

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
