// Private halves in the credential store: one item each, read back as they were, and nowhere else when there is no store.
import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { keyringSecrets, noSecrets } from '../../../src-main/vault/kept-secrets'
import { createKeyring } from '../../../src-main/vault/keyring'
import { createFakeKeytar } from '../../doubles/keytar'

function store() {
  const keytar = createFakeKeytar()
  const keyring = createKeyring({
    load: () => keytar,
    serviceName: 'test',
    probeAccount: 'probe',
    newProbeValue: () => 'probe',
  })
  return { keytar, secrets: keyringSecrets(keyring, 'account') }
}
const bytesOf = (cell: SecretCell | null) => cell?.use((bytes) => Buffer.from(bytes))

it('a private half of 3072 bits is one item, below the limit (S-30)', async () => {
  const { keytar, secrets } = store()
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
  await secrets.write('one', SecretCell.fromBytes(Buffer.from(privateKey)))
  expect([...keytar.items.keys()]).toEqual(['test\naccount/private/one'])
  const [item = ''] = keytar.items.values()
  expect(Buffer.byteLength(item)).toBeLessThanOrEqual(2400)
  expect(item.slice(1)).toBe(privateKey.toString('base64'))
  expect(bytesOf(await secrets.read('one'))?.equals(privateKey)).toBe(true)
  expect(await secrets.remove('one')).toBe('removed')
  expect(await secrets.read('one')).toBeNull()
  expect(keytar.items.size).toBe(0)
})

it('what would need more than one item is refused and not written', async () => {
  const { keytar, secrets } = store()
  await expect(secrets.write('one', SecretCell.fromBytes(Buffer.alloc(1900)))).rejects.toMatchObject({
    code: 'internal',
  })
  expect(keytar.items.size).toBe(0)
})

it('a store that changes what it is given keeps nothing that counts', async () => {
  const { keytar, secrets } = store()
  keytar.distort = (text) => text.slice(0, 100)
  await expect(secrets.write('one', SecretCell.fromBytes(Buffer.alloc(900, 7)))).rejects.toMatchObject({
    code: 'vault-locked',
  })
})

it('a locked store says so, and is not taken for an empty one', async () => {
  const { keytar, secrets } = store()
  await secrets.write('one', SecretCell.fromBytes(Buffer.alloc(900, 7)))
  keytar.state = 'locked-null'
  await expect(secrets.read('one')).rejects.toMatchObject({ code: expect.stringMatching(/^vault-/) })
  expect(await secrets.remove('one')).toBe('not-confirmed')
})

it('without a store nothing is kept', async () => {
  await expect(noSecrets().write('one', SecretCell.fromBytes(Buffer.alloc(9)))).rejects.toMatchObject({
    code: 'vault-unavailable',
  })
  expect(await noSecrets().read('one')).toBeNull()
})
