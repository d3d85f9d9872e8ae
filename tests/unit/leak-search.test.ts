// The search that leak tests rely on: cut, glued, encoded and raw copies are found, and what only looks alike is not.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { leaksIn, rsaSecrets, searchFor, textSecret } from '../app/leak-search'

const secret = randomBytes(48).toString('base64url')
const search = searchFor([textSecret('it', secret)])
const around = (bytes: Buffer) => Buffer.concat([Buffer.alloc(77, 'a'), bytes, Buffer.alloc(5, 'z')])

describe('a text', () => {
  it.each<[string, Buffer]>([
    ['whole', Buffer.from(secret)],
    ['the first half', Buffer.from(secret.slice(0, 32))],
    ['the second half, cut anywhere', Buffer.from(secret.slice(33))],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['Base64', Buffer.from(Buffer.from(secret).toString('base64'))],
    ['Base64, one byte further', Buffer.from(Buffer.from(`.${secret}`).toString('base64'))],
    ['Base64, two bytes further', Buffer.from(Buffer.from(`..${secret}`).toString('base64'))],
    [
      'percent-encoded',
      Buffer.from([...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join('')),
    ],
  ])('%s', (_, bytes) => {
    expect(search(around(bytes))).toEqual(['it'])
    expect(search(bytes)).toEqual(['it'])
  })

  it('another one is not found, nor a piece that proves nothing', () => {
    expect(search(around(randomBytes(4096)))).toEqual([])
    expect(search(secret.slice(0, 12))).toEqual([])
    expect(search('')).toEqual([])
    expect(leaksIn(secret.slice(0, 40), secret)).toBe(false)
  })

  it('too short to be told from chance is refused', () =>
    expect(() => textSecret('code', '123456')).toThrow('too short'))
})

it('a key pair: private numbers in PEM, DER, XML and JWK; the public half is nothing', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const find = searchFor(rsaSecrets('pair', pem))
  const numbers = ['pair, D', 'pair, P', 'pair, Q']
  expect(find(pem)).toContain('pair, PEM')
  expect(find(pair.privateKey.export({ type: 'pkcs8', format: 'der' }))).toEqual(numbers)
  expect(find(JSON.stringify(pair.privateKey.export({ format: 'jwk' })))).toEqual(
    expect.arrayContaining(numbers),
  )
  const { d = '' } = pair.privateKey.export({ format: 'jwk' })
  // XML pads to the size of the modulus, and now and then a D is shorter than that.
  for (const zeros of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(zeros), Buffer.from(d, 'base64url')])
    expect(find(`<D>${padded.toString('base64')}</D>`), `${zeros} zeros`).toContain('pair, D')
  }
  for (const form of ['pem', 'der'] as const)
    expect(find(pair.publicKey.export({ type: 'spki', format: form } as never))).toEqual([])
})
