// Stored private keys: every form that the app hands out, and the usual ones besides, read back; the rest is refused and wiped.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPublicKeyText } from '../../../src-main/creation/public-key-text'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { answersTo } from '../../../src-main/private-key/challenge'
import { largestFile, readKeyFile, readStoredKey } from '../../../src-main/private-key/private-key-file'
import { privateKeyText } from '../../../src-main/private-key/rsa-private'
import { AppError } from '../../../src-shared/errors'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const der = (type: 'pkcs1' | 'pkcs8') => pair.privateKey.export({ type, format: 'der' })
const pem = (type: 'pkcs1' | 'pkcs8') => pair.privateKey.export({ type, format: 'pem' }).toString()
const xml = (privateKeyText(der('pkcs8'), 'xml') ?? Buffer.alloc(0)).toString()
const publicKey = readPublicKeyText(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
const simple = `310cfbbe3fc81274${'aZ3kQ9xV7bN2mW5r'.repeat(7)}`

const folder = mkdtempSync(path.join(os.tmpdir(), 'keywright-key-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const reasonOf = (bytes: Buffer) => {
  try {
    readStoredKey(bytes)
    return 'accepted'
  } catch (error) {
    return error instanceof AppError ? `${error.code} ${error.detail.reason}` : error
  }
}

describe('readStoredKey', () => {
  it.each([
    ['XML', xml],
    ['XML in lines', xml.replace(/></g, '>\n<').replace(/[A-Za-z0-9+/]{76}/g, '$&\r\n')],
    ['PKCS#8', pem('pkcs8')],
    ['PKCS#1', pem('pkcs1')],
    ['PEM with Windows line ends', pem('pkcs8').replace(/\n/g, '\r\n')],
    ['PEM behind other text', `name: connector\n${pem('pkcs1')}\n`],
  ])('reads %s', (_name, text) => {
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ]) {
      const key = readStoredKey(bytes)
      expect(bytes.every((byte) => byte === 0)).toBe(true)
      if (key.type !== 'advanced') throw new Error('not advanced')
      expect(key.publicKey).toEqual(publicKey)
      const read = key.cell.use((held) =>
        createPrivateKey({ key: Buffer.from(held), format: 'der', type: 'pkcs1' }),
      )
      expect(read.equals(pair.privateKey)).toBe(true)
    }
  })

  it('reads a Simple key, trimmed', () => {
    for (const text of [simple, `${simple}\r\n`, ` ${simple}\n\n`, `\ufeff${simple}`]) {
      const key = readStoredKey(Buffer.from(text))
      expect(key.type).toBe('simple')
      expect(key.cell.use((bytes) => bytes.toString())).toBe(simple)
    }
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'key-file-invalid empty'],
    ['white space', Buffer.from(' \r\n'), 'key-file-invalid empty'],
    ['too much', Buffer.alloc(largestFile + 1, 0x61), 'key-file-invalid too-large'],
    ['a sentence', Buffer.from('this is where the key was before'), 'key-file-invalid unreadable'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, ...Array(40).fill(0)]), 'key-file-invalid unreadable'],
    ['a public key', pair.publicKey.export({ type: 'spki', format: 'pem' }), 'key-file-invalid unreadable'],
    ['a public XML', Buffer.from(publicKey.xml), 'key-file-invalid unreadable'],
    [
      'a passphrase-protected key',
      pair.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      'key-file-invalid unreadable',
    ],
    ['half a PEM', Buffer.from(pem('pkcs8').slice(0, 900)), 'key-file-invalid unreadable'],
    ['a damaged PEM', Buffer.from(pem('pkcs8').replace(/[A-Z]/, '?')), 'key-file-invalid unreadable'],
    [
      'an EC key',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      'key-file-invalid unreadable',
    ],
  ])('refuses %s and wipes it', (_name, input, expected) => {
    const bytes = Buffer.from(input)
    expect(reasonOf(bytes)).toBe(expected)
    expect(bytes.every((byte) => byte === 0)).toBe(true)
  })
})

describe('readKeyFile', () => {
  const file = path.join(folder, 'key')
  it('reads what is there, up to 64 KiB', async () => {
    writeFileSync(file, simple)
    expect((await readKeyFile(file)).toString()).toBe(simple)
    writeFileSync(file, Buffer.alloc(largestFile + 1))
    await expect(readKeyFile(file)).rejects.toMatchObject({ detail: { reason: 'too-large' } })
  })
  it('names what cannot be read', async () => {
    await expect(readKeyFile(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'key-file-invalid' })
    await expect(readKeyFile(folder)).rejects.toMatchObject({ code: 'key-file-invalid' })
  })
})

it('answers nothing to a challenge that was made for another key', () => {
  const cell = SecretCell.fromBytes(der('pkcs8'))
  expect(answersTo(Buffer.alloc(256, 7).toString('base64'), cell, 'pkcs8')).toEqual([])
  expect(answersTo('', cell, 'pkcs8')).toEqual([])
  expect(answersTo('not base64 ??', cell, 'pkcs8')).toEqual([])
})
