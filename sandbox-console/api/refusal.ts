// Every way in which the sandbox console refuses a request, in the two published error shapes.
import type { OAuth2Error, ResponseError } from '../wire'

export class Refusal extends Error {
  readonly status: number
  readonly body: { errors: ResponseError[] } | OAuth2Error

  constructor(status: number, body: Refusal['body']) {
    super(`refused with ${status}`)
    this.name = 'Refusal'
    this.status = status
    this.body = body
  }
}

const refusal = (status: number, error: ResponseError) => new Refusal(status, { errors: [error] })

export const badRequest = (message: string, where: Partial<ResponseError> = {}) =>
  refusal(400, { message, type: 'logical', code: 400, ...where })

export const badParameter = (parameterName: string, message: string) => badRequest(message, { parameterName })

export const unauthorized = (status: 401 | 403 = 401) =>
  refusal(status, { message: 'Authorization is required.', type: 'security', code: status })

export const forbidden = (message = 'Access is forbidden.') =>
  refusal(403, { message, type: 'security', code: 403 })

export const notFound = (what: string) =>
  refusal(404, { message: `${what} was not found.`, type: 'logical', code: 404 })

export const noSuchRoute = () =>
  refusal(404, { message: 'The resource does not exist.', type: 'transport', code: 404 })

export const conflict = (message: string, type: 'logical' | 'retryableLogical' = 'logical') =>
  refusal(409, { message, type, code: 409 })

export const wrongMediaType = () =>
  refusal(415, { message: 'The content type is not supported.', type: 'transport', code: 415 })

export const cannotPatch = (status: 400 | 520, operation: NonNullable<ResponseError['failedJsonPatch']>) =>
  refusal(status, {
    message: 'The property cannot be changed.',
    type: 'logical',
    code: 1001,
    failedJsonPatch: operation,
  })

export const throttled = (retryAfter?: number) =>
  refusal(429, {
    type: 'transport',
    code: 429,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })

export const serverFault = () =>
  refusal(520, { message: 'An unexpected error occurred.', type: 'unspecified', code: 520 })

/** `/token` only. */
export const oauthRefusal = (error: NonNullable<OAuth2Error['error']>, error_description: string) =>
  new Refusal(400, { error, error_description, error_uri: null })
