// AES-256-GCM under a key derived from the data key; associated data binds content to its meaning (S-34).
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../../src-shared/errors'

const version = 1
const nonceLength = 12
const tagLength = 16

const derive = (dataKey: Buffer, purpose: string) =>
  Buffer.from(hkdfSync('sha256', dataKey, '', `keywright ${purpose}`, 32))

export interface Seal {
  seal(aad: string, plain: Buffer): Buffer
  /** Throws `storage-failed` for anything that was not sealed under this key and `aad`. */
  unseal(aad: string, sealed: Buffer): Buffer
  /** Each purpose has a key of its own. */
  hmac(bytes: Buffer, purpose?: string): Buffer
}

/** `owner` (the installation) is part of the associated data: a file of another profile does not open. */
export function createSeal(dataKey: Buffer, owner: string): Seal {
  const sealKey = derive(dataKey, 'seal')
  const macKeys = new Map<string, Buffer>()
  const macKey = (purpose: string) => {
    const key = macKeys.get(purpose) ?? derive(dataKey, purpose)
    macKeys.set(purpose, key)
    return key
  }
  const bound = (aad: string) => Buffer.from(JSON.stringify([version, owner, aad]), 'utf8')
  const options = { authTagLength: tagLength }

  return {
    seal(aad, plain) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce, options)
      cipher.setAAD(bound(aad))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, body, cipher.getAuthTag()])
    },
    unseal(aad, sealed) {
      if (sealed.length < 1 + nonceLength + tagLength || sealed[0] !== version)
        throw new AppError('storage-failed', { reason: 'sealed' })
      try {
        const nonce = sealed.subarray(1, 1 + nonceLength)
        const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, options)
        decipher.setAAD(bound(aad))
        decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
        const body = sealed.subarray(1 + nonceLength, sealed.length - tagLength)
        return Buffer.concat([decipher.update(body), decipher.final()])
      } catch (error) {
        throw new AppError('storage-failed', { reason: 'sealed' }, error)
      }
    },
    hmac: (bytes, purpose = 'hmac') => createHmac('sha256', macKey(purpose)).update(bytes).digest(),
  }
}
