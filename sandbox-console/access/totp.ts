// Second factor: secrets, their otpauth address, and the check of a code (one step of tolerance).
import { generateSecret, verify } from 'otplib'
import type { TotpSecret } from '../wire'

const base32 = /^[A-Z2-7]{16,128}$/

export function newTotpSecret(userName: string): TotpSecret {
  const secret = generateSecret({ length: 20 })
  const label = encodeURIComponent(`vspc\\${userName.split('\\').at(-1) ?? userName}`)
  return { secret, secretUrl: `otpauth://totp/${label}?secret=${secret}&issuer=Portal` }
}

/** The secret inside an otpauth address, or null. */
export function totpSecretOf(secretUrl: string): string | null {
  if (!secretUrl.startsWith('otpauth://totp/')) return null
  const secret = new URLSearchParams(secretUrl.slice(secretUrl.indexOf('?') + 1)).get('secret') ?? ''
  return base32.test(secret) ? secret : null
}

export async function codeMatches(secret: string, code: string, nowMs: number): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return false
  const { valid } = await verify({ secret, token: code, epoch: Math.floor(nowMs / 1000), epochTolerance: 30 })
  return valid
}
