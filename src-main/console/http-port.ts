// The port through which every request to a console leaves the computer; electron-http.ts implements it.
import type { Certificate } from '../../src-shared/connection'
import type { ConsoleTarget } from '../connections/connections'

/** Connections decide where requests go; what sends them takes it as it is. */
export type HttpTarget = ConsoleTarget

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path and query, for example `/api/v3/users/me`. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** From sending to the last byte of the answer; waiting for a turn before does not count. */
  readonly timeoutMs: number
  /** Of the answer, after decoding. */
  readonly maxBytes: number
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Owned by the receiver, who may overwrite it. */
  readonly body: Buffer
}

/**
 * `send` throws AppError: `unreachable` (detail.reason), `timeout` (detail.seconds, detail.sent), `tls-untrusted`,
 * `tls-changed`, `tls-failed`, `not-a-console` (a redirect), `bad-response` (too large), `cancelled`.
 */
export interface HttpPort {
  send(target: HttpTarget, request: HttpRequest): Promise<HttpAnswer>
  /** The certificate of the last refusal of this connection, for the dialogs. */
  presented(connectionId: string): Certificate | null
  /** Closes what is open for a connection and forgets its certificate. */
  forget(connectionId: string): void
}

/** Limits of S-18. */
export const limits = {
  connectMs: 10_000,
  answerMs: 30_000,
  createMs: 60_000,
  maxBytes: 8 * 1024 * 1024,
} as const
