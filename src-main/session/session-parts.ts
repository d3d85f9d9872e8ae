// What the other parts may do with sign-ins: the interface of sessions.ts.
import type { ReadableCell } from '../../src-shared/cell'
import type { SessionState } from '../../src-shared/connection'
import type { RunAsUser } from './as-user'
import type { SessionLock } from './people'
import type { PasswordForm } from './sign-in'

export interface Sessions extends SessionLock {
  readonly cell: ReadableCell<SessionState[]>
  /** Throws `credentials-wrong`, `rate-limited`, and the network's failures. `code-needed` is a state, not a failure. */
  signIn(form: PasswordForm): Promise<void>
  /** Throws `code-wrong` (detail.attemptsLeft) and the network's failures. */
  answerCode(connectionId: string, code: string): Promise<void>
  cancelCode(connectionId: string): void
  /** Forgets the tokens; does not revoke them, which would end other programs (decisions D8). */
  signOut(connectionId: string): Promise<void>
  /** At start: takes up the stored sign-ins of all connections. Never rejects. */
  restore(): Promise<void>
  /**
   * Tries to reach the console again; throws what prevents it. `asked` by a person: with a new decision about the
   * certificate, which ends what is under way. By `itself` (reconnect.ts): on what stands, and only for who is signed in.
   */
  retry(connectionId: string, why?: 'asked' | 'itself'): Promise<void>
  /** Accepts the presented certificate (decisions D17) and goes on with the sign-in. Throws `changed-meanwhile`. */
  acceptCertificate(connectionId: string, fingerprint256: string): Promise<void>
  /** At the end: a refresh that is under way has been written, so that the next start has the token that counts. */
  settled(): Promise<void>
  /** Before a connection is removed. */
  forget(connectionId: string): Promise<void>
  current(connectionId: string): SessionState
  /**
   * Runs a request with an access token. A read that meets a 401 is repeated once with a refreshed token; a write never
   * is, its token is refreshed beforehand instead. Throws `signed-out` and `sign-in-over`.
   */
  asUser<T>(connectionId: string, kind: 'read' | 'write', run: RunAsUser<T>): Promise<T>
}
