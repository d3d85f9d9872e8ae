// Keys that a test signs in with: made on the sandbox console by a signed-in person, and told as text.
import { generateKeyPairSync } from 'node:crypto'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { publicKeyOf, readSpki } from '../../src-main/console/rsa-public'
import { privateKeyText } from '../../src-main/private-key/rsa-private'
import { type Credentials, memoryCredentials } from '../../src-main/vault/credentials'
import type { KeyRecord } from '../../src-shared/key'
import { newProfile, type Parts, signedIn } from './parts'

/** A profile whose credential store works. */
export function keptProfile() {
  const memory = memoryCredentials()
  const credentials: Credentials = {
    ...memory,
    write: async (id, record) => {
      await memory.write(id, record)
      return 'keyring'
    },
  }
  return { ...newProfile(), credentials }
}

interface Making {
  readonly readOnly?: boolean
  readonly scopes?: readonly string[]
}

let made = 0
const orderOf = (userUid: string, { readOnly = false, scopes = ['rest'] }: Making) => {
  made += 1
  const opId = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`
  return { opId, userUid, description: `Made for a test ${made}`, readOnly, scopes }
}

export interface MadeKey {
  readonly record: KeyRecord
  readonly text: string
}

type Maker = Pick<Parts, 'sessions' | 'api'> & { readonly connectionId: string }

export async function simpleKey({ sessions, api, connectionId }: Maker, what: Making = {}): Promise<MadeKey> {
  const created = await sessions.asUser(connectionId, 'write', (target, bearer, user) =>
    api.createSimpleKey(target, bearer, orderOf(user.userUid, what)),
  )
  if (created.kind !== 'created' || created.secret === null) throw new Error('no key')
  return { record: created.record, text: created.secret.use((bytes) => bytes.toString('latin1')) }
}

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
})
const numbers = readSpki(pair.publicKey)
if (numbers === null || numbers === 'not-rsa') throw new Error('no RSA key')
const publicKey = publicKeyOf(numbers)

/** One pair for all: a console takes a public key once, so each test that wants it needs a console of its own. */
export async function advancedKey(
  { sessions, api, connectionId }: Maker,
  what: Making & { readonly format?: 'xml' | 'pem' } = {},
): Promise<MadeKey> {
  const created = await sessions.asUser(connectionId, 'write', (target, bearer, user) =>
    api.createAdvancedKey(target, bearer, { ...orderOf(user.userUid, what), publicKeyXml: publicKey.xml }),
  )
  if (created.kind !== 'created') throw new Error('no key')
  const text = privateKeyText(Buffer.from(pair.privateKey), what.format ?? 'pem')
  return { record: created.record, text: text?.toString('latin1') ?? '' }
}

/** Somebody who is signed in with a password and can make keys. */
export const maker = (sandbox: Sandbox, role = 'PortalAdministrator') =>
  signedIn(sandbox, role, keptProfile())
