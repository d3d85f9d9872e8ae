// The closed list of failures that can cross the bridge, and the shape in which they cross.

/**
 * Every code has a text in `src-renderer/text/error-text.ts`; adding one here fails the build until it has.
 * Codes say what happened; `detail` says to what, in numbers and short labels, never in free text of a console
 * (except `consoleText`, which is neutralised and cut to 300 characters).
 */
export const failureCodes = [
  'address-invalid', // not an address of a console; detail.reason: empty|scheme|user-info|port|host|zone
  'address-insecure', // plain http
  'too-many-connections', // detail.most
  'import-refused', // a file with connections; detail.reason, detail.line, detail.column (both from 1, absent where there are none)
  'unreachable', // no connection; detail.reason: dns|refused|reset|network|proxy
  'timeout', // detail.seconds
  'tls-untrusted', // certificate neither trusted by the system nor pinned
  'tls-changed', // certificate differs from the accepted one; nothing was sent
  'tls-failed', // no handshake; detail.reason: protocol|expired|...
  'not-a-console', // something answered, but not the REST API; detail.status, detail.contentType
  'bad-response', // the console answered nonsense; detail.reason
  'server-fault', // 520 and other 5xx; detail.status
  'rate-limited', // 429; detail.retryAfterSeconds (absent when the console did not say)
  'credentials-wrong', // sign-in refused; detail.companyUser: boolean, detail.way of a sign-in with a key
  'code-wrong', // verification code wrong or late; detail.attemptsLeft
  'locked', // the app is locked; nothing was done
  'sign-in-over', // the sign-in ended in the middle of work; sign in again
  'signed-out', // the call needs a sign-in
  'forbidden', // 403; detail.action
  'not-found', // 404
  'conflict', // 409
  'request-refused', // 400 and other 4xx; detail.parameter, detail.consoleText
  'changed-meanwhile', // re-read differs from what the user saw; nothing was done; detail.reason: consoles|certificate|import|attention, absent: a key
  'not-a-key', // the identity is no API key; nothing was done
  'not-applied', // the console answered without applying the change
  'description-in-use', // same owner already has a key called this; detail.proposal
  'public-key-invalid', // detail.reason: private-key|not-rsa|too-weak|too-large|unreadable, detail.bits
  'key-file-invalid', // file or clipboard holds no private key; detail.reason: empty|too-large|unreadable|not-simple|not-advanced
  'station-key-refused', // this computer's new key does not sign in; detail.revoked: boolean, detail.reason: refused|unanswered
  'station-key-in-doubt', // not known whether the console has this computer's key; it is kept. detail.otherOwner: only its owner's list would show it
  'busy', // another creation is open
  'reveal-spent', // this private key was handed out or destroyed already
  'clipboard-failed',
  'save-failed', // detail.reason: exists|denied|disk-full|io, detail.partialFile
  'vault-unavailable', // no credential store
  'vault-locked', // credential store locked or not answering
  'storage-failed', // own files could not be written; detail.reason
  'cancelled',
  'invalid-input', // the page sent something the contract does not allow
  'internal', // anything unexpected; detail.trace leads to the log line
] as const

export type FailureCode = (typeof failureCodes)[number]
export type FailureDetail = Readonly<Record<string, string | number | boolean>>

/** What the page learns of a failure. `trace` names the matching line of the event log. */
export interface Failure {
  readonly code: FailureCode
  readonly detail: FailureDetail
  readonly trace: string
}

/** Thrown by the main process's parts; `ipc/answer.ts` turns it into a {@link Failure}. `cause` never crosses the bridge. */
export class AppError extends Error {
  readonly code: FailureCode
  readonly detail: FailureDetail

  constructor(code: FailureCode, detail: FailureDetail = {}, cause?: unknown) {
    super(code, { cause })
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

/** The code of whatever was thrown. */
export const codeOf = (error: unknown): FailureCode => (error instanceof AppError ? error.code : 'internal')
