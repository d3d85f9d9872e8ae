// The RSA challenge of an Advanced key's sign-in.
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import type { RsaPublicKey } from '../keys/rsa-xml'
import type { Options } from '../options'

interface Challenge {
  /** What the client must send back. */
  readonly code: string
  /** Base64 of the ciphertext. */
  readonly encryptedCode: string
}

export function createChallenge(publicKey: RsaPublicKey, options: Options): Challenge {
  const secret = randomBytes(32)
  const code = secret.toString('base64')
  const plain = options.get('challenge-text') === 'raw' ? secret : Buffer.from(code, 'utf8')
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: publicKey.modulus.toString('base64url'),
      e: publicKey.exponent.toString('base64url'),
    },
  })
  const padding = options.get('challenge-padding')
  const encrypted =
    padding === 'pkcs1'
      ? publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, plain)
      : publicEncrypt(
          {
            key,
            padding: constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: padding === 'oaep-sha1' ? 'sha1' : 'sha256',
          },
          plain,
        )
  return { code, encryptedCode: encrypted.toString('base64') }
}
