// Pairs made here: both halves work, every private form reads back as the same key, .NET lengths hold, the main loop goes on.
import { createHash, createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../../src-main/private-key/base64-bytes'
import { makePair, type Pair } from '../../../src-main/private-key/rsa'
import {
  pkcs1OfPkcs8,
  privatePem,
  privateXml,
  readPkcs1Private,
  readPkcs8,
  writePkcs1,
} from '../../../src-main/private-key/rsa-private'

const copy = (pair: Pair) => pair.privateKey.use((bytes) => Buffer.from(bytes))
const jwkOf = (pkcs8: Buffer): JsonWebKey =>
  createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })

/** As .NET's FromXmlString reads it: elements to JWK members. */
function jwkOfXml(xml: string): Record<string, string> {
  const names = { Modulus: 'n', Exponent: 'e', P: 'p', Q: 'q', DP: 'dp', DQ: 'dq', InverseQ: 'qi', D: 'd' }
  const value = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? ''
  return Object.fromEntries(
    Object.entries(names).map(([name, member]) => {
      const bytes = Buffer.from(value(name), 'base64')
      const first = bytes.findIndex((byte) => byte !== 0)
      return [member, bytes.subarray(first).toString('base64url')]
    }),
  )
}

describe('base64 on bytes', () => {
  it('agrees with Node for every length', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + length * 11) & 0xff))
      expect(encodeBase64(bytes).toString('latin1')).toBe(bytes.toString('base64'))
      expect(decodeBase64(Buffer.from(bytes.toString('base64')))).toEqual(bytes)
      expect(decodeBase64(Buffer.from(` ${bytes.toString('base64url')}\n`))).toEqual(bytes)
    }
  })
  it.each(['a$b', 'QQ==QQ', '\u00e4bcd'])('refuses %j', (text) =>
    expect(decodeBase64(Buffer.from(text, 'latin1'))).toBeNull(),
  )
})

describe('a pair made here', () => {
  let pair: Pair
  beforeAll(async () => {
    pair = await makePair(2048)
  })

  it('has a public half that belongs to the private one, with the fingerprint that openssl prints', () => {
    const spki = createPublicKey(createPrivateKey({ key: copy(pair), format: 'der', type: 'pkcs8' })).export({
      type: 'spki',
      format: 'der',
    })
    const hex = createHash('sha256').update(spki).digest('hex').toUpperCase()
    expect(pair.publicKey.fingerprint256).toBe(hex.match(/../g)?.join(':'))
    expect(pair.publicKey.bits).toBe(2048)
    const jwk = jwkOf(copy(pair))
    expect(jwkOfXml(pair.publicKey.xml)).toMatchObject({ n: jwk.n, e: 'AQAB' })
  })

  it('reads back from PEM', () => {
    const pem = privatePem(copy(pair)).toString('latin1')
    expect(pem).toBe(
      createPrivateKey({ key: copy(pair), format: 'der', type: 'pkcs8' })
        .export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    )
  })

  it('reads back from XML', () => {
    const numbers = readPkcs8(copy(pair))
    const xml = numbers === null ? '' : privateXml(numbers).toString('latin1')
    expect(jwkOfXml(xml)).toEqual({ ...jwkOf(copy(pair)), kty: undefined })
    expect(xml.match(/<\w+>/g)).toEqual(
      ['RSAKeyValue', 'Modulus', 'Exponent', 'P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'].map(
        (name) => `<${name}>`,
      ),
    )
  })

  it('writes the PKCS#1 that OpenSSL writes', () => {
    const expected = createPrivateKey({ key: copy(pair), format: 'der', type: 'pkcs8' }).export({
      type: 'pkcs1',
      format: 'der',
    })
    const numbers = readPkcs8(copy(pair))
    expect(numbers && writePkcs1(numbers).equals(expected)).toBe(true)
    expect(pkcs1OfPkcs8(copy(pair))?.equals(expected)).toBe(true)
  })

  it('is refused as a key when damaged', () => {
    const der = copy(pair)
    expect(readPkcs8(der.subarray(0, 900))).toBeNull()
    expect(readPkcs1Private(Buffer.from('3003020101', 'hex'))).toBeNull()
  })
})

it('pads short numbers to the lengths that .NET wants', () => {
  const at = (length: number, value = 7) => Buffer.alloc(length, value)
  const xml = privateXml({
    modulus: at(256, 0x81),
    exponent: Buffer.from('010001', 'hex'),
    p: at(127),
    q: at(128),
    dp: at(120),
    dq: at(128),
    inverseQ: at(126),
    d: at(250),
  }).toString('latin1')
  const size = (name: string) =>
    Buffer.from(new RegExp(`<${name}>([^<]+)<`).exec(xml)?.[1] ?? '', 'base64').length
  expect(['Modulus', 'P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'].map(size)).toEqual([
    256, 128, 128, 128, 128, 128, 256,
  ])
  expect(xml).toContain('<Exponent>AQAB</Exponent>')
})

it('the main loop goes on while a 4096-bit pair is made', { timeout: 60_000 }, async () => {
  let turns = 0
  const making = makePair(4096)
  const turn = setInterval(() => {
    turns += 1
  }, 1)
  const pair = await making
  clearInterval(turn)
  expect(pair.publicKey.bits).toBe(4096)
  pair.privateKey.wipe()
  // Made in line, the pair would be there before any turn. How long a turn takes is measured by the bench.
  expect(turns).toBeGreaterThan(0)
})
