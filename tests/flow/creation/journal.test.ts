// What the journal says of a run, in which order, and that no private key is in it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { leaksIn } from '../../app/leak-search'
import { codeOf, quickSandbox } from '../parts'
import { type Creating, creating } from './creating'

let sandbox: Sandbox
let app: Creating
beforeAll(async () => {
  sandbox = await quickSandbox({ canaries: true })
})
afterAll(() => sandbox.stop())
afterEach(() => app.creations.endForQuit())

const events = () => app.disk.journal.map(({ event }) => event)

describe('the journal of a creation', () => {
  it('has every step with its facts, the release before the first byte, and no secret (S-37)', async () => {
    app = await creating(sandbox)
    const { opId } = await app.creations.start(app.draft('Journalled'))
    await app.reaches('unrevealed')
    expect(events()).toEqual(['key.sent', 'key.created'])
    const frame = await app.frame()
    const text = await (await frame.post('show')).text()
    expect(events().slice(2)).toEqual(['private-key.released', 'private-key.shown'])
    app.answers.save = ''
    await frame.post('save')
    await frame.post('test')
    await frame.post('copy')
    await app.creations.done(opId, true)
    expect(events().slice(4)).toEqual([
      'private-key.saved',
      'private-key.tested',
      'private-key.copied',
      'key.delivered',
    ])
    expect(app.disk.journal.at(-1)?.facts).toMatchObject({ key: 'Journalled', keyType: 'simple', opId })
    const journal = JSON.stringify(app.disk.journal)
    // Positive control: in a fact of an entry it would be found.
    const planted = [...app.disk.journal, { event: 'key.kept', facts: { reason: text } }]
    expect(leaksIn(JSON.stringify(planted), text)).toBe(true)
    expect(leaksIn(journal, text)).toBe(false)
  })

  it('that cannot be written keeps the private key in (N-81)', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Not journalled'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    app.disk.journalFails = true
    for (const release of ['show', 'copy'] as const) {
      const answer = await frame.post(release)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({ failure: 'storage-failed' })
    }
    expect(app.system.text).toBe('')
    expect(app.creation().phase).toBe('unrevealed')
    app.disk.journalFails = false
    expect((await frame.post('show')).status).toBe(200)
  })

  it('follows the line that counts: without the line there is neither an entry nor a release (S-48)', async () => {
    app = await creating(sandbox)
    await app.creations.start(app.draft('Line first'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    app.disk.fails = true
    expect((await frame.post('show')).status).toBe(409)
    expect(app.disk.lines).toEqual([])
    expect(events()).toEqual(['key.sent', 'key.created'])
    app.disk.fails = false
    app.disk.journalFails = true
    expect((await frame.post('show')).status).toBe(409)
    expect(app.disk.lines).toHaveLength(1)
    expect(events()).toEqual(['key.sent', 'key.created'])
  })

  it.each([
    ['have-it', 'unconfirmed', 'key.have-it'],
    ['revoke', 'unconfirmed', 'key.revoked'],
    ['disable', 'unconfirmed', 'key.disabled'],
    ['revoke', 'orphan', 'key.revoked'],
  ] as const)('says how it was settled: %s of %s', async (choice, from, event) => {
    app = await creating(sandbox)
    const draft = app.draft(`Settled ${choice} ${from}`)
    const { opId } = await app.creations.start(draft)
    await app.reaches('unrevealed')
    if (from === 'unconfirmed') await (await app.frame()).post('show')
    await app.creations.leave(opId)
    expect(events().at(-1)).toBe(`key.${from}`)
    await app.creations.settle({ connectionId: draft.connectionId, opId, choice, reason: '' })
    expect(app.disk.journal.at(-1)).toMatchObject({ event, facts: { key: draft.description, opId } })
  })

  it('keeps the typed reason of an orphan that is kept', async () => {
    app = await creating(sandbox)
    const draft = app.draft('Kept on purpose')
    const { opId } = await app.creations.start(draft)
    await app.reaches('unrevealed')
    await app.creations.leave(opId)
    const settle = (reason: string) =>
      app.creations.settle({ connectionId: draft.connectionId, opId, choice: 'keep', reason })
    expect(await codeOf(settle(' '))).toBe('invalid-input')
    await settle('Used by the old importer')
    expect(app.disk.journal.at(-1)).toMatchObject({
      event: 'key.kept',
      facts: { key: 'Kept on purpose', reason: 'Used by the old importer' },
    })
  })
})
