// The tokens of the signed-in people: access tokens in memory only, renewed by one request at a time (S-22, S-23).
import type { SignedInUser, SignInWay } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { Bearer } from '../console/ask'
import type { ConsoleApi } from '../console/console-api'
import type { TokenAnswer } from '../console/token'
import type { Log } from '../log/log'
import { SecretCell } from '../log/secret-cell'
import { lifetimeSeconds } from './lifetime'
import type { KeptSignIn, StoredSignIn, StoredSignIns } from './stored-sign-in'

export type Tokens = Extract<TokenAnswer, { kind: 'tokens' }>

/** What a sign-in brought. A Simple key is its own access token and has nothing to renew; this file wipes its cell. */
export type Brought =
  | { readonly way: 'password' | 'advanced-key' | 'station-key'; readonly tokens: Tokens }
  | { readonly way: 'simple-key'; readonly cell: SecretCell }

type Renewal =
  | { readonly way: 'password' | 'advanced-key'; readonly refresh: string }
  | { readonly way: 'simple-key'; readonly cell: SecretCell }
  /** Each time by a challenge: no refresh token is kept anywhere. */
  | { readonly way: 'station-key' }

/** One sign-in. Ended ones stay ended: whatever arrives for them later is dropped. */
interface Held {
  access: { readonly value: string; readonly refreshAt: number; readonly endsAt: number } | null
  renewal: Renewal
  readonly stay: boolean
  keptIn: 'keyring' | 'memory'
  user: SignedInUser | null
  refreshing: Promise<string> | null
}

interface Deps {
  readonly api: Pick<ConsoleApi, 'token'>
  readonly connections: Connections
  readonly storedSignIns: StoredSignIns
  readonly now: () => Date
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number
  /** Signs in with this computer's own key. Throws `sign-in-over` where the console refuses it. */
  readonly stationKey: {
    isFor(connectionId: string, userUid: string): boolean
    signIn(connectionId: string): Promise<Tokens>
  }
  readonly log: Log
}

/** A write must not meet the end of its token: below this rest it is refreshed first. */
const writeRestMs = 5 * 60_000

/** Refusals of the refresh itself: the sign-in is over. Everything else says nothing about the token. */
const refusals: readonly AppError['code'][] = [
  'request-refused',
  'sign-in-over',
  'forbidden',
  'not-found',
  'conflict',
]
export const isRefusal = (error: unknown) => error instanceof AppError && refusals.includes(error.code)

const over = () => new AppError('sign-in-over')

function renewalOf(brought: Brought): Renewal {
  if (brought.way === 'simple-key') return brought
  if (brought.way === 'station-key') return { way: 'station-key' }
  return { way: brought.way, refresh: brought.tokens.refresh ?? '' }
}

function keptOf(renewal: Renewal): KeptSignIn {
  if (renewal.way === 'station-key') return renewal
  if (renewal.way !== 'simple-key') return { way: renewal.way, refreshToken: renewal.refresh }
  return { way: 'simple-key', simpleKey: renewal.cell.use((bytes) => bytes.toString('latin1')) }
}

function renewalFrom(stored: StoredSignIn): Renewal {
  if (stored.way === 'station-key') return { way: 'station-key' }
  if (stored.way !== 'simple-key') return { way: stored.way, refresh: stored.refreshToken }
  return { way: 'simple-key', cell: SecretCell.fromBytes(Buffer.from(stored.simpleKey, 'latin1')) }
}

export function createTokens({ api, connections, storedSignIns, stationKey, now, monotonic, log }: Deps) {
  const all = new Map<string, Held>()

  function of(connectionId: string): Held {
    const held = all.get(connectionId)
    if (held === undefined) throw new AppError('signed-out')
    return held
  }

  function accessOf(tokens: Tokens): NonNullable<Held['access']> {
    const lifeMs = lifetimeSeconds(tokens.expiresIn, now()) * 1000
    const from = monotonic()
    return { value: tokens.access, refreshAt: from + lifeMs * 0.8, endsAt: from + lifeMs }
  }

  const isCurrent = (connectionId: string, held: Held) => all.get(connectionId) === held

  /** Writes and reads back before the new access token is used, so that a crash leaves the newest refresh token. */
  async function keep(connectionId: string, held: Held): Promise<void> {
    if (!held.stay) return
    const kept = keptOf(held.renewal)
    const connection = connections.get(connectionId)
    held.keptIn = await storedSignIns.write(connection, kept, held.user, () => isCurrent(connectionId, held))
  }

  function set(connectionId: string, held: Held | null): void {
    const before = all.get(connectionId)
    if (before?.renewal.way === 'simple-key') before.renewal.cell.wipe()
    if (held === null) all.delete(connectionId)
    else all.set(connectionId, held)
  }

  async function exchange(connectionId: string, refreshToken: string): Promise<Tokens> {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken } as const
    const target = connections.target(connectionId)
    let answer: TokenAnswer
    try {
      answer = await api.token(target, form)
    } catch (error) {
      const lost =
        error instanceof AppError &&
        (error.code === 'timeout' || (error.code === 'unreachable' && error.detail.reason === 'reset'))
      if (!lost) throw error
      answer = await api.token(target, form)
    }
    if (answer.kind !== 'tokens') throw new AppError('bad-response', { reason: 'no-token' })
    return answer
  }

  /** Where the refresh token is refused, this computer's own key signs the same person in again (decisions D26). */
  async function renew(connectionId: string, held: Held): Promise<Tokens> {
    const { renewal } = held
    if (renewal.way === 'simple-key') throw over()
    if (renewal.way === 'station-key') return stationKey.signIn(connectionId)
    try {
      const tokens = await exchange(connectionId, renewal.refresh)
      held.renewal = { ...renewal, refresh: tokens.refresh ?? renewal.refresh }
      return tokens
    } catch (error) {
      const isForThem = held.user !== null && stationKey.isFor(connectionId, held.user.userUid)
      if (!isRefusal(error) || !isForThem || !isCurrent(connectionId, held)) throw error
      const tokens = await stationKey.signIn(connectionId)
      held.renewal = { way: 'station-key' }
      return tokens
    }
  }

  async function refreshNow(connectionId: string, held: Held): Promise<string> {
    try {
      const tokens = await renew(connectionId, held)
      if (!isCurrent(connectionId, held)) throw new AppError('signed-out')
      await keep(connectionId, held)
      if (!isCurrent(connectionId, held)) throw new AppError('signed-out')
      held.access = accessOf(tokens)
      return held.access.value
    } catch (error) {
      // A refusal of what has ended says nothing about the sign-in that came after it.
      if (!isCurrent(connectionId, held)) throw new AppError('signed-out', {}, error)
      if (!isRefusal(error)) throw error
      log.event('session.refresh-refused', { connectionId })
      throw new AppError('sign-in-over', {}, error)
    }
  }

  /** One refresh at a time; all who need one share it. */
  function refresh(connectionId: string, held: Held): Promise<string> {
    held.refreshing ??= refreshNow(connectionId, held).finally(() => {
      held.refreshing = null
    })
    return held.refreshing
  }

  return {
    has: (connectionId: string) => all.has(connectionId),
    /** Answers whether the sign-in is still the one of now. */
    since(connectionId: string): () => boolean {
      const held = all.get(connectionId)
      return () => all.get(connectionId) === held
    },
    user: (connectionId: string) => all.get(connectionId)?.user ?? null,
    keptIn: (connectionId: string) => of(connectionId).keptIn,
    way: (connectionId: string): SignInWay => of(connectionId).renewal.way,

    /**
     * Takes over what a sign-in brought, before it waits for anything; from here on this file wipes the cell of a Simple
     * key. Throws `signed-out` where it ended while it was being kept.
     */
    async adopt(connectionId: string, brought: Brought, user: SignedInUser, stay: boolean): Promise<void> {
      const lasts =
        brought.way === 'simple-key' || brought.way === 'station-key' || brought.tokens.refresh !== null
      const held: Held = {
        access: brought.way === 'simple-key' ? null : accessOf(brought.tokens),
        renewal: renewalOf(brought),
        stay: stay && lasts,
        keptIn: 'memory',
        user,
        refreshing: null,
      }
      set(connectionId, held)
      // A stored sign-in of somebody else on this connection ends here.
      if (!held.stay) await storedSignIns.remove(connectionId)
      await keep(connectionId, held)
      if (!isCurrent(connectionId, held)) throw new AppError('signed-out')
    },

    /** Takes over a stored sign-in; nothing is sent yet. */
    restore(connectionId: string, stored: StoredSignIn): void {
      set(connectionId, {
        access: null,
        renewal: renewalFrom(stored),
        stay: true,
        keptIn: 'keyring',
        user: stored.user,
        refreshing: null,
      })
    },

    async setUser(connectionId: string, user: SignedInUser): Promise<void> {
      const held = of(connectionId)
      held.user = user
      await keep(connectionId, held)
    },

    /** Writes the record again, for a connection whose certificate was accepted anew. */
    keepAgain: (connectionId: string) => keep(connectionId, of(connectionId)),

    /** An access token for one request. Throws `signed-out`, `sign-in-over`, or the network's failures. */
    async access(connectionId: string, kind: 'read' | 'write'): Promise<Bearer> {
      const held = of(connectionId)
      if (held.renewal.way === 'simple-key') {
        if (held.renewal.cell.isWiped) throw over()
        return held.renewal.cell
      }
      if (held.access === null) return refresh(connectionId, held)
      const rest = held.access.endsAt - monotonic()
      const lifeIsLong = held.access.endsAt - held.access.refreshAt > writeRestMs / 5
      const soon = kind === 'write' && lifeIsLong && rest < writeRestMs
      if (monotonic() < held.access.refreshAt && !soon) return held.access.value
      return refresh(connectionId, held)
    },

    /** After a 401 for `used`: the token that replaced it meanwhile, or a refreshed one. */
    async replacement(connectionId: string, used: Bearer): Promise<Bearer> {
      const held = of(connectionId)
      const { renewal } = held
      if (renewal.way === 'simple-key' && renewal.cell !== used && !renewal.cell.isWiped) return renewal.cell
      const current = held.refreshing === null ? held.access?.value : undefined
      if (current !== undefined && current !== used) return current
      return refresh(connectionId, held)
    },

    /**
     * Drops every access token, every Simple key, and every refresh token that the credential store has. A refresh that is
     * under way ends first, so that the token it brings is kept and not lost; all others go at once.
     */
    async lock(): Promise<void> {
      const drop = async (connectionId: string, held: Held) => {
        if (held.refreshing !== null) await held.refreshing.catch(() => undefined)
        held.access = null
        const goes = held.keptIn === 'keyring' || held.renewal.way === 'simple-key'
        if (goes && isCurrent(connectionId, held)) set(connectionId, null)
      }
      await Promise.all([...all].map(([connectionId, held]) => drop(connectionId, held)))
    },

    /** Nothing is being refreshed any more; what was brought is written. */
    async settled(): Promise<void> {
      await Promise.allSettled([...all.values()].map(({ refreshing }) => refreshing))
    },

    /** The person asked to stay signed in. */
    stays: (connectionId: string) => all.get(connectionId)?.stay ?? false,

    forget: (connectionId: string) => set(connectionId, null),
  }
}
