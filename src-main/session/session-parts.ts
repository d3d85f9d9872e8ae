// What the other parts may do with sign-ins: the interface of sessions.ts.
import type { ReadableCell } from '../../src-shared/cell'
import type { SessionState } from '../../src-shared/connection'
import type { RunAsUser } from './as-user'
import type { SessionLock } from './people'
import type { PasswordForm } from './sign-in'
import type { StationKeys } from './station-keys'
import type { Tokens } from './tokens'

export interface KeyForm {
  readonly connectionId: string
  readonly way: 'simple-key' | 'advanced-key'
  readonly from: 'file' | 'clipboard'
  /** Keep in the credential store what renews the sign-in: for a Simple key that is the key itself. */
  readonly stay: boolean
}

export interface Sessions extends SessionLock {
  readonly cell: ReadableCell<SessionState[]>
  /**
   * Throws `credentials-wrong`, `rate-limited`, and the network's failures. `code-needed` is a state, not a failure. As all
   * sign-ins: `signed-out` where it was given up meanwhile, by signing out, going back, or another sign-in.
   */
  signIn(form: PasswordForm): Promise<void>
  /** Throws `code-wrong` (detail.attemptsLeft) and the network's failures. */
  answerCode(connectionId: string, code: string): Promise<void>
  /** Gives up a sign-in that is under way, or waits for a code. */
  cancelCode(connectionId: string): void
  /**
   * False: the dialog was cancelled. Throws `key-file-invalid`, `credentials-wrong` (detail.way; detail.reason
   * `challenge`) and the network's failures.
   */
  signInWithKey(form: KeyForm): Promise<boolean>
  /** Throws `credentials-wrong` (detail.way), `locked`, the credential store's and the network's failures. */
  signInWithStationKey(connectionId: string): Promise<void>
  /** Goes on with a sign-in that this computer's own key has just made, for the person who is signed in. */
  adoptStationKey(connectionId: string, tokens: Tokens): Promise<void>
  /** Ends the sign-in as if the console had: what was listed stays. */
  end(connectionId: string): Promise<void>
  readonly stationKeys: StationKeys
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
