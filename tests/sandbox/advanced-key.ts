// The client's side of an Advanced key: a pair, its registered text, the answer to a challenge.
import { constants, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto'
import type { TestAnswer, TestConsole } from './test-console'

interface AdvancedKey {
  readonly privateKey: KeyObject
  /** .NET XML, as it is registered. */
  readonly xml: string
  readonly base64: string
}

export function newAdvancedKey(bits = 2048): AdvancedKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const text = (value: string) => Buffer.from(value, 'base64url').toString('base64')
  const xml = `<RSAKeyValue><Modulus>${text(n)}</Modulus><Exponent>${text(e)}</Exponent></RSAKeyValue>`
  return { privateKey, xml, base64: Buffer.from(xml).toString('base64') }
}

export async function registerKey(
  console: TestConsole,
  bearer: string,
  key: AdvancedKey,
  { scopes = 'rest', readOnly = false } = {},
): Promise<TestAnswer> {
  const me = await console.me(bearer)
  const parameters = new URLSearchParams({
    description: 'Advanced test key',
    scopes,
    isReadAccessOnly: String(readOnly),
  })
  return console.send('POST', `/users/${me.instanceUid}/logins/asymmetricalgorithm?${parameters}`, {
    bearer,
    raw: key.xml,
    type: 'application/octet-stream',
  })
}

export const decrypt = (key: AdvancedKey, encryptedCode: string, hash: 'sha1' | 'sha256' = 'sha1') =>
  privateDecrypt(
    { key: key.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
    Buffer.from(encryptedCode, 'base64'),
  )

export const askChallenge = (console: TestConsole, key: AdvancedKey, more: Record<string, string> = {}) =>
  console.token({ grant_type: 'public_key', public_key: key.base64, ...more })

/** Both steps of the sign-in. */
export async function signInWith(
  console: TestConsole,
  key: AdvancedKey,
  more: Record<string, string> = {},
): Promise<TestAnswer> {
  const challenge = await askChallenge(console, key, more)
  const code = decrypt(key, challenge.body.encrypted_code ?? '').toString('utf8')
  return console.token({ grant_type: 'authorization_code', code })
}
