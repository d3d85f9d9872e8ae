// `POST /token`: every step of signing in. The only operation with form bodies and without an envelope (vspc-rest.md 9.1).
import { AppError } from '../../src-shared/errors'
import { failureOf, isJson, notAConsole } from './answer-failure'
import { TokenResult } from './console-wire'
import type { HttpTarget } from './http-port'
import { readJson } from './read-json'
import type { Transport } from './transport'

export type TokenForm =
  | { readonly grant_type: 'password'; readonly username: string; readonly password: string }
  | { readonly grant_type: 'mfa'; readonly mfa_token: string; readonly mfa_code: string }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  | { readonly grant_type: 'public_key'; readonly public_key: string; readonly readOnly?: boolean }
  | { readonly grant_type: 'authorization_code'; readonly code: string; readonly readOnly?: boolean }

export type TokenAnswer =
  | {
      readonly kind: 'tokens'
      readonly access: string
      /** null: the console sent none; the one in use stays valid then. */
      readonly refresh: string | null
      /** As sent; see session/lifetime.ts (U1). */
      readonly expiresIn: unknown
    }
  | { readonly kind: 'code-needed'; readonly mfaToken: string }
  | { readonly kind: 'challenge'; readonly encryptedCode: string }

const longestToken = 64 * 1024
const usable = (value: string | null | undefined): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= longestToken &&
  /^[\x21-\x7e]+$/.test(value)

/** The step that an answer means, decided by which member is not empty; null: none. */
function stepOf(body: unknown): TokenAnswer | null {
  const parsed = TokenResult.safeParse(body)
  if (!parsed.success) return null
  const { access_token, refresh_token, mfa_token, encrypted_code, expires_in } = parsed.data
  if (usable(access_token)) {
    const refresh = usable(refresh_token) ? refresh_token : null
    return { kind: 'tokens', access: access_token, refresh, expiresIn: expires_in }
  }
  if (usable(mfa_token)) return { kind: 'code-needed', mfaToken: mfa_token }
  return usable(encrypted_code) ? { kind: 'challenge', encryptedCode: encrypted_code } : null
}

/**
 * A `mfa_token` counts under any status (U3); tokens and challenges only with a success.
 * Throws AppError: `request-refused` for any refusal of this step, else as every request.
 */
export async function requestToken(
  transport: Transport,
  target: HttpTarget,
  form: TokenForm,
  signal?: AbortSignal,
): Promise<TokenAnswer> {
  const fields = Object.entries(form).map(([name, value]): [string, string] => [name, String(value)])
  const bytes = Buffer.from(new URLSearchParams(fields).toString(), 'utf8')
  try {
    const answer = await transport.send(target, {
      action: form.grant_type,
      method: 'POST',
      path: '/token',
      body: { type: 'application/x-www-form-urlencoded', bytes },
      requestId: false,
      anyStatus: true,
      signal,
    })
    const success = answer.status >= 200 && answer.status < 300
    const step = isJson(answer) ? stepOf(readAnswer(answer.body, success)) : null
    if (step !== null && (success || step.kind === 'code-needed')) return step
    if (!success) throw failureOf(answer, form.grant_type)
    throw isJson(answer) ? new AppError('bad-response', { reason: 'no-token' }) : notAConsole(answer)
  } finally {
    bytes.fill(0)
  }
}

function readAnswer(body: Buffer, success: boolean): unknown {
  try {
    return readJson(body)
  } catch (error) {
    if (success) throw error
    return null
  }
}
