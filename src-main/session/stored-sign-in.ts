// The credential record: what renews a sign-in, together with the address and certificate it may be sent to (S-15).
import { z } from 'zod'
import { type Connection, SignedInUser, SignInWay } from '../../src-shared/connection'
import { codeOf } from '../../src-shared/errors'
import type { Log } from '../log/log'
import { createTurns } from '../storage/turns'
import type { Credentials } from '../vault/credentials'

const Record = z
  .object({
    way: SignInWay.default('password'),
    refreshToken: z.string().min(1).optional(),
    simpleKey: z.string().min(1).optional(),
    origin: z.string(),
    pin: z.string().nullable(),
    user: SignedInUser.nullable(),
  })
  .refine(({ way, refreshToken, simpleKey }) => {
    if (way === 'station-key') return true
    return (way === 'simple-key' ? simpleKey : refreshToken) !== undefined
  })

/** What renews it. A station key is not in here: the record only says that it may be used without asking. */
export type KeptSignIn =
  | { readonly way: 'password' | 'advanced-key'; readonly refreshToken: string }
  | { readonly way: 'simple-key'; readonly simpleKey: string }
  | { readonly way: 'station-key' }

export type StoredSignIn = KeptSignIn & { readonly user: SignedInUser | null }

const pinOf = (connection: Connection) => connection.pin?.fingerprint256 ?? null

function storedOf({ way, refreshToken = '', simpleKey = '', user }: z.infer<typeof Record>): StoredSignIn {
  if (way === 'station-key') return { way, user }
  return way === 'simple-key' ? { way, simpleKey, user } : { way, refreshToken, user }
}

/** JSON has no undefined. */
function plain(user: SignedInUser) {
  const { readOnly, ...rest } = user
  return readOnly === undefined ? rest : { ...rest, readOnly }
}

/** One at a time per connection, in the order they are asked for: of successive sign-ins the last one counts. */
export interface StoredSignIns {
  /**
   * The record if it was made for exactly this address and certificate. A record that does not fit (edited settings,
   * N-53) is removed and its token never sent: `mismatch`.
   */
  read(
    connection: Connection,
  ): Promise<{ kind: 'found'; stored: StoredSignIn } | { kind: 'absent' | 'mismatch' }>
  /**
   * Writes and reads back (vault/keyring.ts). On failure the sign-in lives in memory only: `memory`.
   * @param isWanted asked when its turn has come: nothing is written for a sign-in that has ended
   */
  write(
    connection: Connection,
    kept: KeptSignIn,
    user: SignedInUser | null,
    isWanted: () => boolean,
  ): Promise<'keyring' | 'memory'>
  remove(connectionId: string): Promise<void>
}

export function createStoredSignIns({
  credentials,
  log,
}: {
  credentials: Credentials
  log: Log
}): StoredSignIns {
  const inTurn = createTurns()

  async function remove(connectionId: string): Promise<void> {
    const outcome = await credentials.remove(connectionId)
    if (outcome === 'not-confirmed') log.event('credential.removal-not-confirmed', { connectionId })
  }
  async function read(connection: Connection): ReturnType<StoredSignIns['read']> {
    const record = await credentials.read(connection.id)
    if (record === null) return { kind: 'absent' }
    const parsed = Record.safeParse(record)
    if (parsed.success && parsed.data.origin === connection.origin && parsed.data.pin === pinOf(connection))
      return { kind: 'found', stored: storedOf(parsed.data) }
    log.event('security.credential-mismatch', { connectionId: connection.id })
    await remove(connection.id)
    return { kind: 'mismatch' }
  }

  async function write(connection: Connection, kept: KeptSignIn, user: SignedInUser | null) {
    try {
      return await credentials.write(connection.id, {
        ...kept,
        origin: connection.origin,
        pin: pinOf(connection),
        user: user === null ? null : plain(user),
      })
    } catch (error) {
      log.event('credential.not-kept', {
        connectionId: connection.id,
        code: codeOf(error),
      })
      return 'memory'
    }
  }

  return {
    read: (connection) => inTurn(connection.id, () => read(connection)),
    write: (connection, kept, user, isWanted) =>
      inTurn(connection.id, async () => (isWanted() ? write(connection, kept, user) : 'memory')),
    async remove(connectionId) {
      // Its turn may come only after the program has ended: the store can be slow to open, or to write.
      const noted = credentials.leave(connectionId)
      await inTurn(connectionId, () => remove(connectionId))
      await noted
    },
  }
}
