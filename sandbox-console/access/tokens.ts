// Access, refresh, MFA and challenge tokens: issued as text, stored as hashes, so that they survive a restart.
import { randomBytes, randomUUID } from 'node:crypto'
import type { ConsoleState } from '../console-state'
import type { UserRow } from '../store/users'
import { digestOf } from './digest'

export type TokenKind = 'access' | 'refresh' | 'mfa' | 'challenge'

interface TokenRow {
  readonly digest: string
  readonly kind: TokenKind
  readonly user_uid: string
  readonly login_id: string
  readonly read_only: number
  readonly expires_ms: number
}

/** Who a token speaks for, through which identity. */
export interface TokenSubject {
  readonly user: UserRow
  readonly loginId: string
  readonly readOnly: boolean
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Looks like the product's token; the signature is random, since the server looks tokens up and never parses them. */
function tokenText(kind: TokenKind, subject: TokenSubject, issuedMs: number, expiresMs: number): string {
  const claims = {
    sub: subject.user.uid,
    uid: subject.user.uid,
    lid: subject.loginId,
    jti: randomUUID(),
    iat: Math.floor(issuedMs / 1000),
    exp: Math.floor(expiresMs / 1000),
    name: subject.user.user_name,
    kind,
    scope: 'rest',
  }
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${randomBytes(256).toString('base64url')}`
}

export function lifeSeconds(state: ConsoleState, kind: TokenKind): number {
  return state.options.get(`${kind}-seconds`)
}

/** Stores a token; `text` is given for challenges, whose text is no token. */
export function issueToken(
  state: ConsoleState,
  kind: TokenKind,
  subject: TokenSubject,
  text?: string,
): string {
  const issuedMs = state.clock.now()
  const expiresMs = issuedMs + lifeSeconds(state, kind) * 1000
  const issued = text ?? tokenText(kind, subject, issuedMs, expiresMs)
  state.store.record('DELETE FROM tokens WHERE expires_ms < ?', issuedMs - 86_400_000)
  state.store.record(
    'INSERT INTO tokens (digest, kind, user_uid, login_id, read_only, expires_ms) VALUES (?, ?, ?, ?, ?, ?)',
    digestOf(issued),
    kind,
    subject.user.uid,
    subject.loginId,
    subject.readOnly ? 1 : 0,
    expiresMs,
  )
  state.canaries.add(kind === 'challenge' ? 'code' : kind, issued)
  return issued
}

/** A token that is known and still lives. */
export function findToken(state: ConsoleState, kind: TokenKind, text: string): TokenRow | undefined {
  const row = state.store.get<TokenRow>(
    'SELECT * FROM tokens WHERE digest = ? AND kind = ?',
    digestOf(text),
    kind,
  )
  return row !== undefined && row.expires_ms > state.clock.now() ? row : undefined
}

/** False when another request has used it up meanwhile. */
export const endToken = (state: ConsoleState, digest: string) =>
  state.store.record('DELETE FROM tokens WHERE digest = ?', digest) > 0

/** Counts a wrong code; the third one ends the token. */
export function countFailure(state: ConsoleState, digest: string): void {
  state.store.record('UPDATE tokens SET failures = failures + 1 WHERE digest = ?', digest)
  state.store.record('DELETE FROM tokens WHERE digest = ? AND failures >= 3', digest)
}

/** Ends the sessions of a user, or of one identity of the user. Simple keys are no sessions and stay. */
export function revokeTokens(state: ConsoleState, userUid: string, loginId?: string): void {
  if (loginId === undefined) state.store.record('DELETE FROM tokens WHERE user_uid = ?', userUid)
  else state.store.record('DELETE FROM tokens WHERE user_uid = ? AND login_id = ?', userUid, loginId)
}

/** For the control channel: lets tokens expire now. Answers how many. */
export function expireTokens(state: ConsoleState, refreshToo: boolean, userUid?: string): number {
  const kinds = refreshToo ? "('access', 'refresh', 'mfa', 'challenge')" : "('access')"
  const sql = `UPDATE tokens SET expires_ms = 0 WHERE expires_ms > 0 AND kind IN ${kinds}`
  return userUid === undefined
    ? state.store.record(sql)
    : state.store.record(`${sql} AND user_uid = ?`, userUid)
}
