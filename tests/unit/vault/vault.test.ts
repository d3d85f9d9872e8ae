// The vault: one data key in the credential store, or nothing kept at all; never something in between.
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Installation, openInstallation } from '../../../src-main/vault/installation'
import { createKeyring } from '../../../src-main/vault/keyring'
import { createOwedRemovals } from '../../../src-main/vault/owed-removals'
import { createVault } from '../../../src-main/vault/vault'
import { createFakeKeytar, type FakeKeytar } from '../../doubles/keytar'

let keytar: FakeKeytar
let owedFile: string
let told: number
const own: Installation = { account: randomUUID(), deviceId: randomUUID() }

const vaultOf = (installation: Installation | null = own, load = () => keytar) =>
  createVault({
    keyring: createKeyring({ load, serviceName: 'Test', probeAccount: 'probe', newProbeValue: randomUUID }),
    installation: async () => installation,
    newDataKey: () => randomBytes(32),
    owed: createOwedRemovals(owedFile),
    onOwed: () => {
      told += 1
    },
  })
async function opened(installation: Installation | null = own) {
  const vault = vaultOf(installation)
  await vault.open()
  return vault
}
const text = Buffer.from('customer list')

beforeEach(() => {
  keytar = createFakeKeytar()
  owedFile = path.join(mkdtempSync(path.join(os.tmpdir(), 'kw-vault-')), 'owed-removals.json')
  told = 0
})

describe('vault', () => {
  it('opens with one data key for ever', async () => {
    const first = await opened()
    expect(first.mode.get()).toEqual({ kind: 'keyring' })
    const sealed = first.seal('inventory', text)
    const second = await opened()
    expect(second.unseal('inventory', sealed)).toEqual(text)
    expect(second.hmac(text)).toEqual(first.hmac(text))
    expect(keytar.items.size).toBe(1)
    expect([...keytar.items.keys()][0]).toContain(own.account)
  })
  it('starts as opening and answers nothing before it is open', async () => {
    const vault = vaultOf()
    expect(vault.mode.get()).toEqual({ kind: 'opening' })
    expect(() => vault.seal('x', text)).toThrow(expect.objectContaining({ code: 'vault-unavailable' }))
    let isReady = false
    void vault.ready().then(() => {
      isReady = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isReady).toBe(false)
    await vault.open()
    expect(await vault.ready()).toBe('keyring')
  })
  it('lets credentials wait until it is open', async () => {
    const vault = vaultOf()
    const reading = vault.credentials.read('c')
    await vault.open()
    expect(await reading).toBeNull()
  })
  it.each([
    ['absent', 'absent'],
    ['locked-null', 'locked'],
  ] as const)('keeps nothing when the store is %s (S-32, N-47)', async (state, why) => {
    const first = await opened()
    const sealed = first.seal('inventory', text)
    const before = new Map(keytar.items)
    keytar.state = state
    const vault = await opened()
    expect(vault.mode.get()).toEqual({ kind: 'memory', why })
    expect(await vault.ready()).toBe('memory')
    expect(() => vault.unseal('inventory', sealed)).toThrow(
      expect.objectContaining({ code: 'storage-failed' }),
    )
    expect(vault.unseal('x', vault.seal('x', text))).toEqual(text)
    expect(await vault.credentials.write('c', { refreshToken: 't' })).toBe('memory')
    expect(await vault.credentials.read('c')).toEqual({ refreshToken: 't' })
    expect(keytar.items).toEqual(before)
  })
  it('keeps nothing without the module, or where nothing could be found again (S-32, N-50)', async () => {
    const broken = vaultOf(own, () => {
      throw new Error('no module')
    })
    await broken.open()
    expect(broken.mode.get()).toEqual({ kind: 'memory', why: 'module' })
    const homeless = await opened(null)
    expect(homeless.mode.get()).toEqual({ kind: 'memory', why: 'profile' })
    expect(keytar.items.size).toBe(0)
  })
  it('does not use a data key that the store did not give back (N-49)', async () => {
    keytar.distort = () => 'other'
    expect((await opened()).mode.get()).toMatchObject({ kind: 'memory' })
  })
  it('keeps profiles apart', async () => {
    const sealed = (await opened()).seal('inventory', text)
    const other = await opened({ account: randomUUID(), deviceId: randomUUID() })
    expect(() => other.unseal('inventory', sealed)).toThrow(
      expect.objectContaining({ code: 'storage-failed' }),
    )
  })
})

describe('credentials', () => {
  const record = { refreshToken: 'a\u0000b\ud800', origin: 'https://vspc.example:1280', pin: null }

  it('keep a record per connection, whatever characters it has', async () => {
    const { credentials } = await opened()
    expect(await credentials.write('c1', record)).toBe('keyring')
    expect(await (await opened()).credentials.read('c1')).toEqual(record)
    expect(await credentials.read('c2')).toBeNull()
    expect(await credentials.remove('c1')).toBe('removed')
    expect(await credentials.read('c1')).toBeNull()
  })
  it('say when the store locks in the middle of work, and keep the old record (N-48)', async () => {
    const { credentials } = await opened()
    await credentials.write('c1', record)
    keytar.state = 'locked-null'
    await expect(credentials.read('c1')).rejects.toMatchObject({ code: 'vault-locked' })
    await expect(credentials.write('c1', {})).rejects.toMatchObject({ code: 'vault-locked' })
    keytar.state = 'absent'
    await expect(credentials.read('c1')).rejects.toMatchObject({ code: 'vault-unavailable' })
    keytar.state = 'open'
    expect(await credentials.read('c1')).toEqual(record)
  })
  it('that a locked store does not let go are told, never used again, and removed when it opens (S-28, N-48)', async () => {
    const id = randomUUID()
    const { credentials } = await opened()
    await credentials.write(id, record)
    keytar.state = 'locked-null'
    expect(await credentials.remove(id)).toBe('not-confirmed')
    expect(told).toBe(1)
    keytar.state = 'open'
    expect(await credentials.read(id)).toBeNull()
    const name = () => [...keytar.items.keys()].some((item) => item.endsWith(id))
    expect(name()).toBe(true)
    expect(statSync(owedFile).mode & 0o777).toBe(0o600)
    const next = await opened()
    expect(name()).toBe(false)
    expect(readFileSync(owedFile, 'utf8')).toBe('[]')
    expect(await next.credentials.write(id, { refreshToken: 'new' })).toBe('keyring')
    expect(await (await opened()).credentials.read(id)).toEqual({ refreshToken: 'new' })
  })
  it('that a store takes long to let go of are owed before it is asked: a killed program does not bring them back (S-28)', async () => {
    const id = randomUUID()
    const { credentials } = await opened()
    await credentials.write(id, record)
    const letGo = keytar.deletePassword
    let asked: () => void = () => {}
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve
    })
    // It is asked, and the program ends before it answers.
    keytar.deletePassword = () => {
      asked()
      return new Promise(() => {})
    }
    void credentials.remove(id)
    await isAsked
    keytar.deletePassword = letGo
    expect(JSON.parse(readFileSync(owedFile, 'utf8'))).toEqual([id])
    expect(told).toBe(0)
    const next = await opened()
    expect(await next.credentials.read(id)).toBeNull()
    expect([...keytar.items.keys()].some((item) => item.endsWith(id))).toBe(false)
  })
  it('that are removed while the vault opens are owed at once (S-28)', async () => {
    const id = randomUUID()
    await (await opened()).credentials.write(id, record)
    const removing = vaultOf().credentials.remove(id)
    await expect.poll(() => existsSync(owedFile) && JSON.parse(readFileSync(owedFile, 'utf8'))).toEqual([id])
    expect(await Promise.race([removing, 'waits'])).toBe('waits')
    expect(await (await opened()).credentials.read(id)).toBeNull()
  })
  it('that are to go are not read any more, in this run or the next, before they are removed (S-28)', async () => {
    const id = randomUUID()
    const { credentials } = await opened()
    await credentials.write(id, record)
    await credentials.leave(id)
    expect(await credentials.read(id)).toBeNull()
    expect(await (await opened()).credentials.read(id)).toBeNull()
    expect([...keytar.items.keys()].some((item) => item.endsWith(id))).toBe(false)
  })
  it('that are gone are owed no more, and nobody is told (S-28)', async () => {
    const id = randomUUID()
    const { credentials } = await opened()
    await credentials.write(id, record)
    expect(await credentials.remove(id)).toBe('removed')
    expect([readFileSync(owedFile, 'utf8'), told]).toEqual(['[]', 0])
  })
  it('that were signed out while the store was away do not come back with it (S-28, N-48)', async () => {
    const id = randomUUID()
    await (await opened()).credentials.write(id, record)
    keytar.state = 'absent'
    const away = await opened()
    await away.credentials.write(id, { refreshToken: 'of this run' })
    expect(await away.credentials.read(id)).toEqual({ refreshToken: 'of this run' })
    await away.credentials.remove(id)
    keytar.state = 'locked-null'
    await opened()
    keytar.state = 'open'
    const back = await opened()
    expect(await back.credentials.read(id)).toBeNull()
    expect([...keytar.items.keys()].some((item) => item.endsWith(id))).toBe(false)
  })
  it('stay usable where a new sign-in took the place of the one that is owed', async () => {
    const id = randomUUID()
    const { credentials } = await opened()
    await credentials.write(id, record)
    keytar.state = 'locked-null'
    await credentials.remove(id)
    keytar.state = 'open'
    await credentials.write(id, { refreshToken: 'new' })
    expect(await (await opened()).credentials.read(id)).toEqual({ refreshToken: 'new' })
  })
  it('do not use a record of another device, and remove it (S-31, N-49)', async () => {
    await (await opened()).credentials.write('c1', record)
    const here = await opened({ account: own.account, deviceId: randomUUID() })
    expect(await here.credentials.read('c1')).toBeNull()
    expect([...keytar.items.keys()].some((name) => name.endsWith('connection/c1'))).toBe(false)
  })
  it('do not use a damaged record (N-49)', async () => {
    const { credentials } = await opened()
    keytar.items.set(`Test\n${own.account}/connection/c1`, '={"deviceId":')
    expect(await credentials.read('c1')).toBeNull()
  })
})

describe('openInstallation', () => {
  const file = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'kw-inst-')), 'installation.json')

  it('makes random names once and finds them again (S-31)', async () => {
    const place = file()
    const made = await openInstallation(place, randomUUID)
    expect(made).not.toBeNull()
    expect(statSync(place).mode & 0o777).toBe(0o600)
    expect(await openInstallation(place, randomUUID)).toEqual(made)
  })
  it('makes new ones where the file is damaged', async () => {
    const place = file()
    writeFileSync(place, '{"account":"Keywright"}')
    expect(await openInstallation(place, randomUUID)).not.toBeNull()
    expect(readFileSync(place, 'utf8')).not.toContain('"Keywright"')
  })
  it('answers null where it can neither read nor write', async () => {
    expect(await openInstallation(path.join(import.meta.filename, 'x'), randomUUID)).toBeNull()
  })
})
