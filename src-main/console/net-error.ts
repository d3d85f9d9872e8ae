// Maps what a TLS or network stack reports to failures of the closed list. Knows Chromium's and Node's names.
import { AppError } from '../../src-shared/errors'

/** First match wins. Only words that the stacks use for exactly this. */
const table: readonly (readonly [RegExp, () => AppError])[] = [
  [/NAME_NOT_RESOLVED|ENOTFOUND|EAI_|NAME_RESOLUTION/, () => unreachable('dns')],
  // Ports that Chromium never opens end before any attempt; for a person that is a refusal.
  [/CONNECTION_REFUSED|ECONNREFUSED|UNSAFE_PORT/, () => unreachable('refused')],
  [/PROXY|TUNNEL|SOCKS|MANDATORY/, () => unreachable('proxy')],
  [/CONNECTION_TIMED_OUT/, () => new AppError('timeout', { seconds: 10, sent: false })],
  [
    /SSL_VERSION|VERSION_OR_CIPHER|UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|WRONG_VERSION|SSL_PROTOCOL_ERROR/,
    () => tlsFailed('protocol'),
  ],
  [/CLIENT_AUTH|BAD_SSL_CLIENT/, () => tlsFailed('client-certificate')],
  [/SSL|TLS|CERT|EPROTO/, () => tlsFailed('handshake')],
  [
    /CONNECTION_RESET|CONNECTION_CLOSED|CONNECTION_ABORTED|EMPTY_RESPONSE|ECONNRESET|EPIPE|socket hang up/,
    () => unreachable('reset'),
  ],
  [
    /CONTENT_LENGTH_MISMATCH|INCOMPLETE|CONTENT_DECODING|INVALID_CHUNKED|Z_|HPE_|aborted/,
    () => new AppError('bad-response', { reason: 'truncated' }),
  ],
  [
    /RESPONSE_HEADERS|INVALID_RESPONSE|INVALID_HTTP|HEADER/,
    () => new AppError('bad-response', { reason: 'http' }),
  ],
]

const unreachable = (reason: string) => new AppError('unreachable', { reason })
const tlsFailed = (reason: string) => new AppError('tls-failed', { reason })

/** @param text for example `net::ERR_CONNECTION_REFUSED` or `ECONNREFUSED` */
export function networkFailure(text: string): AppError {
  for (const [pattern, make] of table) if (pattern.test(text)) return make()
  return unreachable('network')
}
