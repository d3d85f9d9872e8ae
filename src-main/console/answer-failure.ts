// Maps an answer of a console that is no success to a failure of the closed list (vspc-rest.md section 6).
import { AppError, type FailureDetail } from '../../src-shared/errors'
import { shortNeutralText } from '../../src-shared/neutral-text'
import { ErrorBody, OAuthError } from './console-wire'
import type { HttpAnswer } from './http-port'
import { readJson } from './read-json'

const longestWait = 300

export const isJson = (answer: HttpAnswer) => /^[^;]*[/+]json\b/i.test(answer.headers['content-type'] ?? '')

/** First part of the content type, as a short label. */
const contentTypeOf = (answer: HttpAnswer) =>
  (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().slice(0, 60) ?? ''

export const notAConsole = (answer: HttpAnswer) =>
  new AppError('not-a-console', { status: answer.status, contentType: contentTypeOf(answer) })

interface Complaint {
  readonly parsed: boolean
  readonly message: string
  readonly parameter: string
  readonly code: number | null
  readonly retryAfter: number | null
}

const nothingSaid: Complaint = { parsed: false, message: '', parameter: '', code: null, retryAfter: null }

/** What a body says went wrong, in either of the two shapes; never throws. */
export function complaintOf(body: unknown): Complaint {
  const usual = ErrorBody.safeParse(body)
  const first = usual.success ? usual.data.errors[0] : undefined
  if (first !== undefined)
    return {
      parsed: true,
      message: first.message ?? '',
      parameter: first.parameterName ?? first.propertyName ?? '',
      code: first.code ?? null,
      retryAfter: first.retryAfter ?? null,
    }
  const oauth = OAuthError.safeParse(body)
  if (!oauth.success) return nothingSaid
  return {
    ...nothingSaid,
    parsed: true,
    message: oauth.data.error_description ?? '',
    parameter: oauth.data.error,
  }
}

function bodyOf(answer: HttpAnswer): unknown {
  if (!isJson(answer)) return null
  try {
    return readJson(answer.body)
  } catch {
    return null
  }
}

export const complaint = (answer: HttpAnswer) => complaintOf(bodyOf(answer))

/** Seconds to wait after a 429; null when nobody says. Dates in `Retry-After` are not used (N-30). */
function retryAfterOf(answer: HttpAnswer, said: Complaint): number | null {
  const header = Number.parseInt(answer.headers['retry-after'] ?? '', 10)
  const seconds = said.retryAfter ?? header
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null
}

/** A console's own words for people: inert, one line, at most 300 characters; never logged (S-20). */
export function consoleText(message: string): FailureDetail {
  // Far more than 300 characters need: spares the work on megabytes.
  const inert = shortNeutralText(message.slice(0, 4000).replace(/\s+/g, ' ').trim(), 300)
  return inert === '' ? {} : { consoleText: inert }
}

export function refusedBy(status: number, said: Complaint): AppError {
  return new AppError('request-refused', {
    status,
    ...(said.parsed ? {} : { silent: true }),
    ...(said.parameter === '' ? {} : { parameter: shortNeutralText(said.parameter, 60) }),
    ...(said.code === null || said.code === status ? {} : { productCode: said.code }),
    ...consoleText(said.message),
  })
}

/**
 * @param action short label of what was asked, for `forbidden`
 * Statuses without a readable body still count where the status alone is clear (U24); elsewhere something other than a
 * console has answered.
 */
export function failureOf(answer: HttpAnswer, action: string): AppError {
  const { status } = answer
  const said = complaint(answer)
  // Nobody who would know says anything: the status may be that of a proxy on the way (decisions D27).
  const silent = said.parsed ? {} : { silent: true }
  // A page of somebody on the way, who may have taken away an answer that was better.
  const foreign = !said.parsed && answer.body.length > 0 ? { foreign: true } : {}
  if (status === 401) return new AppError('sign-in-over', { status, ...foreign })
  if (status === 403)
    return new AppError('forbidden', { action, status, ...foreign, ...consoleText(said.message) })
  if (status === 408) return new AppError('timeout', { status, sent: true })
  if (status === 429) {
    const seconds = retryAfterOf(answer, said)
    return new AppError('rate-limited', {
      status,
      ...silent,
      ...(seconds === null ? {} : { retryAfterSeconds: Math.min(seconds, longestWait) }),
      // No console asks for that (vspc-rest.md section 8): nobody waits for it.
      ...(seconds !== null && seconds > longestWait ? { beyond: true } : {}),
    })
  }
  // REST 3.7 sends refusals with product codes under 520 as well.
  if (status >= 500 && said.code !== null && said.code >= 1000) return refusedBy(status, said)
  if (status >= 500) return new AppError('server-fault', { status, ...consoleText(said.message) })
  if (status < 400 || (!said.parsed && answer.body.length > 0)) return notAConsole(answer)
  if (status === 404) return new AppError('not-found', { status, ...silent })
  if (status === 409) return new AppError('conflict', { status, ...silent, ...consoleText(said.message) })
  return refusedBy(status, said)
}

/**
 * Whether this failure of a write proves that nothing was done: the console refused with words of its own, or nothing
 * reached it (decisions D27). Everything else leaves the outcome open.
 */
export function provesNothingDone(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  const { code, detail } = error
  switch (code) {
    case 'address-insecure':
    case 'signed-out':
      return true
    case 'tls-untrusted':
    case 'tls-changed':
    case 'tls-failed':
      return detail.sent !== true
    case 'sign-in-over':
    case 'forbidden':
      return detail.foreign !== true
    case 'conflict':
    case 'rate-limited':
      return detail.silent !== true
    case 'not-found':
    case 'request-refused':
      return typeof detail.status === 'number' && detail.status < 500 && detail.silent !== true
    case 'unreachable':
      return detail.reason === 'dns' || detail.reason === 'refused' || detail.reason === 'proxy'
    case 'timeout':
      return detail.sent === false
    default:
      return false
  }
}
