// Makes an RSA pair on this computer: asynchronously, tested, the private half straight into a SecretCell.
import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
  type RSAKeyPairOptions,
  randomBytes,
} from 'node:crypto'
import { AppError } from '../../src-shared/errors'
import type { PublicKey } from '../../src-shared/key'
import { publicKeyOf, readSpki } from '../console/rsa-public'
import { SecretCell } from '../log/secret-cell'

export interface Pair {
  readonly publicKey: PublicKey
  /** PKCS#8 DER. */
  readonly privateKey: SecretCell
}

/** Both halves belong together and work, before anybody relies on them. */
function selfTest(pkcs8: Buffer, spki: Buffer): boolean {
  const sample = randomBytes(32)
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return privateDecrypt(
    { key: privateKey, ...oaep },
    publicEncrypt({ key: publicKey, ...oaep }, sample),
  ).equals(sample)
}

/**
 * Generation runs on a thread of the pool; the main loop only encodes and tests (a few milliseconds).
 * Throws `internal` when the pair fails its self-test; its private half is wiped then.
 */
export function makePair(bits: 2048 | 3072 | 4096): Promise<Pair> {
  const options: RSAKeyPairOptions<'der', 'der'> = {
    modulusLength: bits,
    publicExponent: 0x10001,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  }
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', options, (error, spki, pkcs8) => {
      if (error !== null) return reject(new AppError('internal', { reason: 'rsa' }, error))
      try {
        const numbers = readSpki(spki)
        if (numbers === null || numbers === 'not-rsa' || !selfTest(pkcs8, spki))
          throw new AppError('internal', { reason: 'rsa-self-test' })
        resolve({ publicKey: publicKeyOf(numbers), privateKey: SecretCell.fromBytes(pkcs8) })
      } catch (failure) {
        pkcs8.fill(0)
        reject(failure instanceof AppError ? failure : new AppError('internal', { reason: 'rsa' }, failure))
      }
    })
  })
}
