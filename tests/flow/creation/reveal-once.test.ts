// Creating and revealing against a real sandbox console: Simple, Advanced and own keys, from Create to a settled end.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { leaksIn } from '../../app/leak-search'
import { codeOf, quickSandbox, refOf } from '../parts'
import { type Creating, createsSeen, creating } from './creating'

let sandbox: Sandbox
let app: Creating
/** Every private key that the app ever held in a test. */
let cells: SecretCell[] = []

beforeEach(() => {
  cells = []
  const fromBytes = SecretCell.fromBytes.bind(SecretCell)
  vi.spyOn(SecretCell, 'fromBytes').mockImplementation((bytes) => {
    const cell = fromBytes(bytes)
    cells.push(cell)
    return cell
  })
})

beforeAll(async () => {
  sandbox = await quickSandbox({ canaries: true })
})
afterAll(() => sandbox.stop())
afterEach(async () => {
  await app.creations.endForQuit()
  // However a run ends, nothing of its private key stays in this process.
  expect(cells.filter((cell) => !cell.isWiped)).toEqual([])
  vi.restoreAllMocks()
  sandbox.control.clearFaults()
  sandbox.control.clearRequests()
})

const textOf = async (answer: Response) => {
  expect(answer.status).toBe(200)
  return answer.text()
}

describe('a Simple key', () => {
  it('is shown once, copied, saved and tested as the same text, and then is gone', async () => {
    app = await creating(sandbox)
    const { opId } = await app.creations.start(app.draft('Nightly billing export'))
    await app.reaches('unrevealed')
    expect(app.creation()).toMatchObject({ description: 'Nightly billing export', shown: false })
    expect(app.disk.lines).toEqual([])
    const frame = await app.frame()

    const shown = await textOf(await frame.post('show'))
    expect(shown).toBe(sandbox.control.canaries()?.findLast((one) => one.kind === 'key')?.text)
    expect(app.disk.lines).toMatchObject([{ event: 'reveal', opId, kind: 'show' }])
    expect(app.creation()).toMatchObject({ phase: 'revealed', shown: true })
    expect((await frame.post('show')).status).toBe(410)
    expect(await codeOf(app.creations.done(opId, true))).toBe('invalid-input')

    expect(await (await frame.post('copy')).json()).toEqual({ seconds: 60 })
    expect(app.system.text).toBe(shown)
    app.answers.save = ''
    expect(await (await frame.post('save')).json()).toMatchObject({
      saved: { fileName: 'Nightly billing export.txt' },
    })
    const file = path.join(app.folder, 'Nightly billing export.txt')
    expect(readFileSync(file, 'utf8')).toBe(shown)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
    expect(app.disk.lines).toHaveLength(1)

    expect(cells.map((cell) => cell.isWiped)).toEqual([false])
    await app.creations.done(opId, false)
    expect(cells.map((cell) => cell.isWiped)).toEqual([true])
    expect(app.creation()).toMatchObject({ phase: 'delivered', frameUrl: null })
    for (const action of ['show', 'copy', 'save', 'test']) expect((await frame.post(action)).status).toBe(410)
    expect(app.creations.attention.get()).toEqual([])
    // Its clipboard may still have to be cleared by the next start; after that nothing is left.
    expect(app.records()).toContain(opId)
    await app.clock.advance(60_000)
    expect(app.system.text).toBe('')
    expect(app.records()).toBe('[]')

    const everything =
      app.log.lines.join('\n') + JSON.stringify(app.disk.lines) + JSON.stringify(app.creation())
    expect(everything).not.toContain(shown)
    expect([...app.disk.sealed.values()].join('')).not.toContain(shown)
    expect(createsSeen(sandbox)).toBe(1)
    app.creations.dismiss(opId)
    expect(app.creations.creation.get()).toBeNull()
  })

  it('can be stored without ever being shown; the first copy flushes the line', async () => {
    app = await creating(sandbox)
    const { opId } = await app.creations.start(app.draft('Copied unseen'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    await frame.post('copy')
    expect(app.disk.lines).toMatchObject([{ opId, kind: 'copy' }])
    expect(app.creation()).toMatchObject({ phase: 'revealed', shown: false })
    expect(await codeOf(app.creations.done(opId, false))).toBe('invalid-input')
    await app.creations.done(opId, true)
    expect(app.creation().phase).toBe('delivered')
  })

  it.each(['endForQuit', 'signedOut'] as const)(
    'leaves the clipboard at once on %s, also when done',
    async (end) => {
      app = await creating(sandbox)
      const { opId } = await app.creations.start(app.draft(`Copied before ${end}`))
      await app.reaches('unrevealed')
      const frame = await app.frame()
      await frame.post('copy')
      await app.creations.done(opId, true)
      expect(app.system.text).not.toBe('')
      await app.creations[end]()
      expect(app.system.text).toBe('')
    },
  )

  it('stays unrevealed when the save dialog is cancelled', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Cancelled save'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    expect(await (await frame.post('save')).json()).toEqual({ saved: null })
    expect(app.creation().phase).toBe('unrevealed')
    expect(app.disk.lines).toEqual([])
  })

  it('never overwrites a file, and says so', async () => {
    app = await creating(sandbox)
    const { opId } = await app.creations.start(app.draft('Taken name'))
    await app.reaches('unrevealed')
    writeFileSync(path.join(app.folder, 'taken.txt'), 'other')
    app.answers.save = 'taken.txt'
    const frame = await app.frame()
    const refused = await frame.post('save')
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ failure: 'save-failed', detail: { reason: 'exists' } })
    expect(readFileSync(path.join(app.folder, 'taken.txt'), 'utf8')).toBe('other')
    expect(app.creation().saved).toBeNull()
    expect(await codeOf(app.creations.done(opId, true))).toBe('invalid-input')
  })

  it('names the place of a file before it is begun: an end in the middle is told at the next start (N-66, S-47)', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Cut off in saving'))
    await app.reaches('unrevealed')
    app.answers.save = 'half.txt'
    const file = path.join(app.folder, 'half.txt')
    const moments: { records: string; hasFile: boolean }[] = []
    const { set } = app.disk.sealed
    app.disk.sealed.set = (name, bytes) => {
      moments.push({ records: bytes.toString('utf8'), hasFile: existsSync(file) })
      return set.call(app.disk.sealed, name, bytes)
    }
    const frame = await app.frame()
    expect((await frame.post('save')).status).toBe(200)
    const begun = moments.find(({ records }) => records.includes('half.txt'))
    expect(begun?.hasFile).toBe(false)
    expect(app.records()).not.toContain('half.txt')

    // What a power cut at that moment leaves behind.
    const disk = { ...app.disk, sealed: new Map([['operations', Buffer.from(begun?.records ?? '')]]) }
    const next = await creating(sandbox, { disk, profile: app.profile })
    const place = { fileName: 'half.txt', folder: app.folder }
    expect((await next.creations.resume()).cutOffSaves).toEqual([place])
    // Again at each start, until the entry is settled.
    const third = await creating(sandbox, { disk, profile: app.profile })
    expect((await third.creations.resume()).cutOffSaves).toEqual([place])
    const [entry] = third.creations.attention.get()
    expect(entry).toMatchObject({ kind: 'unconfirmed', description: 'Cut off in saving' })
  })

  it('does not save what it cannot name on the disk first (N-66)', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Unnamed save'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    await frame.post('show')
    app.disk.fails = true
    app.answers.save = 'never.txt'
    expect(await (await frame.post('save')).json()).toMatchObject({ failure: 'storage-failed' })
    expect(existsSync(path.join(app.folder, 'never.txt'))).toBe(false)
    app.disk.fails = false
    expect((await frame.post('save')).status).toBe(200)
  })

  it('is not handed out when the line cannot be written', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Full disk'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    app.disk.fails = true
    for (const action of ['show', 'copy', 'test'])
      expect(await (await frame.post(action)).json()).toMatchObject({ failure: 'storage-failed' })
    expect(app.system.text).toBe('')
    expect(app.creation().phase).toBe('unrevealed')
    app.disk.fails = false
    expect((await frame.post('show')).status).toBe(200)
  })

  it('is not created when the record cannot be written', async () => {
    app = await creating(sandbox)
    sandbox.control.clearRequests()
    app.disk.fails = true
    expect(await codeOf(app.creations.start(app.draft('No record')))).toBe('storage-failed')
    expect(createsSeen(sandbox)).toBe(0)
    expect(app.creation()).toMatchObject({ phase: 'not-created', failure: { code: 'storage-failed' } })
  })
})

describe('an Advanced key', () => {
  it('is handed out as XML and as PEM, works, and its private half never leaves for the console', async () => {
    app = await creating(sandbox)
    const made = await app.creations.generatePair(app.connectionId, 2048)
    expect(made.publicKey.bits).toBe(2048)
    const { opId } = await app.creations.start(
      app.draft('Connector', { type: 'advanced', scope: 'rest', pairId: made.pairId }),
    )
    await app.reaches('unrevealed')
    expect(app.creation().publicKey).toEqual(made.publicKey)
    const frame = await app.frame()
    const xml = await textOf(await frame.post('show'))
    const pem = await textOf(await frame.post('show', 'pem'))
    expect((await frame.post('show', 'pem')).status).toBe(410)
    expect(app.creations.readPublicKey(xml.replace(/<P>.*<\/D>/, ''))).toEqual(made.publicKey)
    expect(xml).toContain(made.publicKey.xml.slice(0, -'</RSAKeyValue>'.length))
    expect(createPrivateKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
    app.answers.save = ''
    await frame.post('save', 'pem')
    expect(readFileSync(path.join(app.folder, 'Connector.pem'), 'utf8')).toBe(pem)
    await frame.post('save', 'xml')
    expect(readFileSync(path.join(app.folder, 'Connector.xml'), 'utf8')).toBe(xml)
    await app.creations.done(opId, false)
    const [key] = await app.onConsole('Connector')
    expect(key?.publicKey?.fingerprint256).toBe(made.publicKey.fingerprint256)
    const part = (name: string) => new RegExp(`<${name}>(.{60})`).exec(xml)?.[1] ?? '?'
    const left = app.sent.join('\n')
    // The search finds what did leave: the public half, as text and inside Base64.
    expect(leaksIn(left, part('Modulus'))).toBe(true)
    for (const name of ['D', 'P', 'Q', 'DP', 'DQ', 'InverseQ']) {
      expect(leaksIn(left, part(name)), name).toBe(false)
      expect(leaksIn(app.log.lines.join(''), part(name)), name).toBe(false)
    }
  })

  it.each(['oaep-sha256', 'pkcs1'])('works with challenges in %s, and with raw bytes', async (padding) => {
    app = await creating(sandbox)
    sandbox.control.setOptions({ 'challenge-padding': padding, 'challenge-text': 'raw' })
    try {
      const { pairId } = await app.creations.generatePair(app.connectionId, 2048)
      await app.creations.start(app.draft(`Padding ${padding}`, { type: 'advanced', scope: 'rest', pairId }))
      await app.reaches('unrevealed')
      const frame = await app.frame()
      expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
    } finally {
      sandbox.control.resetOptions()
    }
  })

  it('keeps its pair when the description is refused, and uses it once', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Twice'))
    await app.reaches('unrevealed')
    await app.creations.leave(app.creation().opId)
    const { pairId } = await app.creations.generatePair(app.connectionId, 2048)
    const key = { type: 'advanced', scope: 'rest', pairId } as const
    await expect(app.creations.start(app.draft('twice', key))).rejects.toMatchObject({
      code: 'description-in-use',
      detail: { proposal: 'twice 2' },
    })
    await app.creations.start(app.draft('twice 2', key))
    await app.reaches('unrevealed')
    await app.creations.leave(app.creation().opId)
    expect(await codeOf(app.creations.start(app.draft('twice 3', key)))).toBe('reveal-spent')
  })

  it('with an own public key has nothing to reveal', async () => {
    app = await creating(sandbox)
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const publicKeyText = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const { opId } = await app.creations.start(
      app.draft('Own pair', { type: 'advanced-own', scope: 'rest', publicKeyText }),
    )
    await app.reaches('created')
    expect(app.creation().frameUrl).toBeNull()
    app.creations.dismiss(opId)
    expect(app.records()).toBe('[]')
    const [key] = await app.onConsole('Own pair')
    if (key === undefined) throw new Error('not on the console')

    // Verify from a file, in every form; the public half is compared before anything is sent.
    app.answers.open = path.join(app.folder, 'key')
    for (const type of ['pkcs1', 'pkcs8'] as const) {
      writeFileSync(app.answers.open, privateKey.export({ type, format: 'pem' }))
      expect(await app.verify.stored(app.connectionId, refOf(key), 'file')).toMatchObject({ kind: 'works' })
    }
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    app.system.text = other.export({ type: 'pkcs8', format: 'pem' }).toString()
    sandbox.control.clearRequests()
    expect(await app.verify.stored(app.connectionId, refOf(key), 'clipboard')).toMatchObject({
      kind: 'not-this-key',
    })
    expect(sandbox.control.requests()).toEqual([])
    await app.keyChanges.setEnabled(app.connectionId, [refOf(key)], false)
    expect(await app.verify.stored(app.connectionId, refOf(key), 'file')).toMatchObject({ kind: 'refused' })
  })
})

describe('verifying a Simple key', () => {
  it('tells works, refused, not this key, unreadable and cancelled apart', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('To verify'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    await frame.post('copy')
    const [key] = await app.onConsole('To verify')
    if (key === undefined) throw new Error('not on the console')
    const check = (from: 'file' | 'clipboard') => app.verify.stored(app.connectionId, refOf(key), from)
    expect(await check('clipboard')).toMatchObject({ kind: 'works', readOnly: true })
    app.answers.open = path.join(app.folder, 'key.txt')
    const utf16 = Buffer.from(`\ufeff${app.system.text}\r\n`, 'utf16le')
    writeFileSync(app.answers.open, utf16)
    expect(await check('file')).toMatchObject({ kind: 'works' })
    app.system.text = `${app.system.text.slice(0, -1)}!`
    expect(await check('clipboard')).toMatchObject({ kind: 'refused' })
    // A key of the other kind is not this one, and goes nowhere.
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    app.system.text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    sandbox.control.clearRequests()
    expect(await check('clipboard')).toMatchObject({ kind: 'not-this-key' })
    expect(sandbox.control.requests()).toEqual([])
    app.system.text = 'not a key'
    expect(await codeOf(check('clipboard'))).toBe('key-file-invalid')
    app.answers.open = null
    expect(await check('file')).toBeNull()
    sandbox.control.addFault({ operationId: 'GetCurrentUser', throttle: { retryAfter: 200 } })
    app.answers.open = path.join(app.folder, 'key.txt')
    expect(await check('file')).toMatchObject({ kind: 'cannot-be-checked', why: 'rate-limited' })
  })
})

describe('the end of the frame', () => {
  it('before any release gives a new ticket, three times, then an orphan', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Broken frames'))
    await app.reaches('unrevealed')
    const urls = new Set<string>()
    for (let round = 0; round < 4; round += 1) {
      const frame = await app.frame()
      urls.add(frame.url)
      await frame.close()
      expect((await frame.post('show')).status).toBe(410)
    }
    expect(urls.size).toBe(4)
    expect(app.creation()).toMatchObject({ phase: 'orphan', frameUrl: null })
    expect(app.creations.attention.get()).toMatchObject([{ kind: 'orphan', description: 'Broken frames' }])
    expect(app.disk.lines).toEqual([])
  })

  it('after a release is unconfirmed at once', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Torn away'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    await frame.post('show')
    await frame.close()
    expect(app.creation()).toMatchObject({ phase: 'unconfirmed', frameUrl: null })
    expect(app.creations.attention.get()).toMatchObject([{ kind: 'unconfirmed' }])
  })

  it('comes after ten minutes, whatever the wall clock says (N-80)', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Too slow'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    app.clock.setWall(app.clock.now().getTime() + 86_400_000)
    await app.clock.advance(599_000)
    expect(app.creation().phase).toBe('unrevealed')
    await app.clock.advance(1000)
    expect(app.creation().phase).toBe('orphan')
    expect(cells.map((cell) => cell.isWiped)).toEqual([true])
    expect((await frame.post('show')).status).toBe(410)
  })
})

describe('settling', () => {
  it('deletes from the reveal step', async () => {
    app = await creating(sandbox)
    const { opId } = await app.creations.start(app.draft('Second thoughts'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    await app.creations.deleteKey(opId)
    expect(app.creation().phase).toBe('deleted')
    expect((await frame.post('show')).status).toBe(410)
    expect(await app.onConsole('Second thoughts')).toEqual([])
    expect(app.creations.attention.get()).toEqual([])
  })

  it('keeps a key that could not be deleted on the list', async () => {
    app = await creating(sandbox)
    const { opId } = await app.creations.start(app.draft('Stubborn'))
    await app.reaches('unrevealed')
    sandbox.control.addFault({ operationId: 'DeleteUserLogin', status: 403 })
    expect(await codeOf(app.creations.deleteKey(opId))).toBe('forbidden')
    expect(app.creations.attention.get()).toMatchObject([{ opId, kind: 'orphan' }])
    sandbox.control.clearFaults()
    const settle = (choice: 'have-it' | 'keep' | 'disable' | 'revoke', reason = '') =>
      app.creations.settle({ connectionId: app.connectionId, opId, choice, reason })
    expect(await codeOf(settle('have-it'))).toBe('invalid-input')
    expect(await codeOf(settle('disable'))).toBe('invalid-input')
    expect(await codeOf(settle('keep', '  '))).toBe('invalid-input')
    await settle('revoke')
    expect(app.creations.attention.get()).toEqual([])
    expect(await app.onConsole('Stubborn')).toEqual([])
    expect(await codeOf(settle('revoke'))).toBe('invalid-input')
  })

  it('disables, keeps, or takes the person’s word', async () => {
    app = await creating(sandbox)
    const left = async (description: string, isShown: boolean) => {
      const { opId } = await app.creations.start(app.draft(description))
      await app.reaches('unrevealed')
      if (isShown) await (await app.frame()).post('show')
      await app.creations.leave(opId)
      app.creations.dismiss(opId)
      return { connectionId: app.connectionId, opId }
    }
    const shown = await left('Shown and left', true)
    const other = await left('Shown and kept', true)
    const unseen = await left('Never shown', false)
    expect(app.creations.attention.get().map(({ kind }) => kind)).toEqual([
      'unconfirmed',
      'unconfirmed',
      'orphan',
    ])
    await app.creations.settle({ ...shown, choice: 'disable', reason: '' })
    expect((await app.onConsole('Shown and left'))[0]?.status.word).toBe('disabled')
    await app.creations.settle({ ...other, choice: 'have-it', reason: '' })
    await app.creations.settle({ ...unseen, choice: 'keep', reason: 'used for a drill' })
    expect(app.creations.attention.get()).toEqual([])
    expect(app.records()).toBe('[]')
  })
})

describe('one at a time', () => {
  it('refuses a second create, in the same tick and later (N-72, N-73)', async () => {
    app = await creating(sandbox)
    sandbox.control.clearRequests()
    const both = await Promise.allSettled([
      app.creations.start(app.draft('First')),
      app.creations.start(app.draft('Second')),
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await app.reaches('unrevealed')
    expect(await codeOf(app.creations.start(app.draft('Third')))).toBe('busy')
    expect(app.creations.isOpen()).toBe(true)
    expect(app.creations.isOpen(app.connectionId)).toBe(true)
    expect(app.creations.isOpen('other')).toBe(false)
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('refuses a description that the owner uses, or that is none', async () => {
    app = await creating(sandbox)
    await expect(app.creations.start(app.draft('Second thoughts '))).resolves.toBeDefined()
    await app.reaches('unrevealed')
    await app.creations.leave(app.creation().opId)
    expect(await codeOf(app.creations.start(app.draft('Second thoughts')))).toBe('description-in-use')
    expect(await codeOf(app.creations.start(app.draft('   ')))).toBe('invalid-input')
    expect(await codeOf(app.creations.start(app.draft(`key ghp_16C7e42F292c6912E7710`)))).toBe(
      'invalid-input',
    )
  })
})
