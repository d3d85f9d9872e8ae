// The .NET form of RSA keys (`<RSAKeyValue>`): parsing public keys, writing generated pairs.
import { createHash, generateKeyPair } from 'node:crypto'
import type { RsaKeyPair } from '../wire'

export interface RsaPublicKey {
  readonly modulus: Buffer
  readonly exponent: Buffer
  readonly bits: number
}

/** What a registered text may be called when it is refused; never holds the text. */
type XmlProblem = 'not an RSAKeyValue' | 'holds private elements' | 'unusable numbers' | 'size'

const element = (xml: string, name: string) =>
  new RegExp(`<${name}>\\s*([A-Za-z0-9+/=\\s]+?)\\s*</${name}>`).exec(xml)?.[1]?.replace(/\s/g, '') ?? ''

function unsigned(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  let start = 0
  while (start < bytes.length && bytes[start] === 0) start += 1
  return bytes.subarray(start)
}

const bitLength = (bytes: Buffer) =>
  bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24

export function parsePublicXml(xml: string): RsaPublicKey | XmlProblem {
  if (!/^\s*<RSAKeyValue>[\s\S]*<\/RSAKeyValue>\s*$/.test(xml)) return 'not an RSAKeyValue'
  if (/<(P|Q|DP|DQ|InverseQ|D)>/.test(xml)) return 'holds private elements'
  const modulus = unsigned(element(xml, 'Modulus'))
  const exponent = unsigned(element(xml, 'Exponent'))
  const lastOf = (bytes: Buffer) => bytes[bytes.length - 1] ?? 0
  if (lastOf(modulus) % 2 === 0 || lastOf(exponent) % 2 === 0 || exponent.length > 8)
    return 'unusable numbers'
  const bits = bitLength(modulus)
  return bits < 1024 || bits > 16_384 ? 'size' : { modulus, exponent, bits }
}

/** `RSA::` and the beginning of the modulus's SHA-256; the product's own digest is not published. */
export const advancedIdentifier = (modulus: Buffer) =>
  `RSA::${createHash('sha256').update(modulus).digest('hex').slice(0, 32).toUpperCase()}`

export const publicXml = (modulusBase64: string, exponentBase64 = 'AQAB') =>
  `<RSAKeyValue><Modulus>${modulusBase64}</Modulus><Exponent>${exponentBase64}</Exponent></RSAKeyValue>`

const padded = (base64url: string | undefined, length: number) => {
  const bytes = Buffer.from(base64url ?? '', 'base64url')
  return Buffer.concat([Buffer.alloc(Math.max(0, length - bytes.length)), bytes]).toString('base64')
}

/** Makes a pair the way the product's helper operation does. */
export function generateRsaPair(bits: number): Promise<RsaKeyPair> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: bits }, (error, _public, privateKey) => {
      if (error !== null) return reject(error)
      const jwk = privateKey.export({ format: 'jwk' })
      const [whole, half] = [Math.ceil(bits / 8), Math.ceil(bits / 16)]
      const write = (name: string, value: string | undefined, length: number) =>
        `<${name}>${padded(value, length)}</${name}>`
      const head = `${write('Modulus', jwk.n, whole)}${write('Exponent', jwk.e, 0)}`
      const secret = [
        write('P', jwk.p, half),
        write('Q', jwk.q, half),
        write('DP', jwk.dp, half),
        write('DQ', jwk.dq, half),
        write('InverseQ', jwk.qi, half),
        write('D', jwk.d, whole),
      ].join('')
      return resolve({
        privateKey: `<RSAKeyValue>${head}${secret}</RSAKeyValue>`,
        publicKey: `<RSAKeyValue>${head}</RSAKeyValue>`,
      })
    })
  })
}
