// What happens meanwhile: the save dialog, other people's hands, certificates and clocks, while a run is open.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { codeOf, quickSandbox, refOf } from '../parts'
import { type Creating, createsSeen, creating, until } from './creating'

let sandbox: Sandbox
let app: Creating

const simple = 'AddApiKeyLogin'
const day = 24 * 60 * 60_000

beforeAll(async () => {
  sandbox = await quickSandbox({ seed: 'empty' })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  app = await creating(sandbox)
  sandbox.control.clearRequests()
})
afterEach(async () => {
  vi.restoreAllMocks()
  sandbox.control.releaseHolds()
  await app.creations.endForQuit()
  sandbox.control.clearFaults()
})

const attention = () => app.creations.attention.get()
const phase = () => app.creations.creation.get()?.phase
async function reveal(description: string): Promise<string> {
  const { opId } = await app.creations.start(app.draft(description))
  await app.reaches('unrevealed')
  return opId
}
async function startAdvanced(description: string): Promise<string> {
  const { pairId } = await app.creations.generatePair(app.connectionId, 2048)
  const { opId } = await app.creations.start(
    app.draft(description, { type: 'advanced', scope: 'rest', pairId }),
  )
  return opId
}
const keyOf = async (description: string) => {
  const [key] = await app.onConsole(description)
  if (key === undefined) throw new Error('no key')
  return key
}
const settle = (opId: string, choice: 'revoke' | 'disable') =>
  app.creations.settle({ connectionId: app.connectionId, opId, choice, reason: '' })

describe('somebody else at the console', () => {
  it('deletes the key during its reveal: the test says so, and nothing that is not there stays listed (N-78)', async () => {
    const opId = await reveal('Deleted by others')
    const frame = await app.frame()
    await app.keyChanges.remove(app.connectionId, [refOf(await keyOf('Deleted by others'))])
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'refused' } })
    expect(app.creation().tested?.kind).toBe('refused')
    await app.creations.deleteKey(opId)
    expect(phase()).toBe('deleted')
    expect(attention()).toEqual([])
  })

  it('disables the key during its reveal: the test says so, and it can still be stored (N-78)', async () => {
    const opId = await reveal('Disabled by others')
    const frame = await app.frame()
    await app.keyChanges.setEnabled(app.connectionId, [refOf(await keyOf('Disabled by others'))], false)
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'refused' } })
    expect((await frame.post('copy')).status).toBe(200)
    await app.creations.done(opId, true)
    expect(phase()).toBe('delivered')
    expect((await keyOf('Disabled by others')).status.word).toBe('disabled')
  })

  it('deletes an orphan: revoking it finds it gone, which settles it (N-78)', async () => {
    const opId = await reveal('Orphan deleted')
    await app.creations.leave(opId)
    await app.keyChanges.remove(app.connectionId, [refOf(await keyOf('Orphan deleted'))])
    await settle(opId, 'revoke')
    expect(attention()).toEqual([])
    expect(app.records()).toBe('[]')
  })

  it('changes the key between the question and the deletion: nothing is deleted (N-84)', async () => {
    const opId = await reveal('Changed by others')
    await app.creations.leave(opId)
    await app.keyChanges.edit(
      app.connectionId,
      refOf(await keyOf('Changed by others')),
      'Somebody else’s now',
    )
    expect(await codeOf(settle(opId, 'revoke'))).toBe('changed-meanwhile')
    expect(attention()).toMatchObject([{ opId, kind: 'orphan' }])
    expect(await app.onConsole('Somebody else’s now')).toHaveLength(1)
  })
})

describe('a revoke without an answer (N-83)', () => {
  const lost = async (description: string) => {
    const opId = await reveal(description)
    await app.creations.leave(opId)
    return opId
  }
  it('is decided by reading again: gone', async () => {
    const opId = await lost('Revoked unheard')
    sandbox.control.addFault({ operationId: 'DeleteUserLogin', drop: 'after-commit', times: 1 })
    await settle(opId, 'revoke')
    expect(attention()).toEqual([])
    expect(await app.onConsole('Revoked unheard')).toEqual([])
  })

  it('is decided by reading again: still there', async () => {
    const opId = await lost('Not revoked')
    sandbox.control.addFault({ operationId: 'DeleteUserLogin', drop: 'before-commit', times: 1 })
    await codeOf(settle(opId, 'revoke'))
    expect(attention()).toMatchObject([{ opId, kind: 'orphan' }])
    expect(await app.onConsole('Not revoked')).toHaveLength(1)
    await settle(opId, 'revoke')
    expect(attention()).toEqual([])
  })
})

describe('during a reveal', () => {
  it('another certificate of the console stops nothing that needs no console (N-79)', async () => {
    const opId = await reveal('New certificate')
    const frame = await app.frame()
    await sandbox.control.changeCertificate('new')
    await codeOf(app.inventory.refresh(app.connectionId))
    expect(app.sessions.current(app.connectionId).reach.kind).not.toBe('online')
    expect(app.creation()).toMatchObject({ phase: 'unrevealed', frameUrl: frame.url })
    expect((await frame.post('show')).status).toBe(200)
    expect((await frame.post('copy')).status).toBe(200)
    await app.creations.done(opId, true)
    expect(phase()).toBe('delivered')
  })

  it('is open for its own connection, which can therefore neither be left nor removed (N-79)', async () => {
    const opId = await reveal('Stays')
    expect(app.creations.isOpen(app.connectionId)).toBe(true)
    expect(app.creations.isOpen(crypto.randomUUID())).toBe(false)
    await app.creations.leave(opId)
    expect(app.creations.isOpen()).toBe(false)
  })

  it.each([day, -day])('the deadline does not follow a clock moved by %d ms (N-80)', async (ms) => {
    await reveal(`Moved ${ms}`)
    const frame = await app.frame()
    app.clock.setWall(app.clock.now().getTime() + ms)
    await app.clock.advance(599_000)
    expect(phase()).toBe('unrevealed')
    // Whether the frame still runs makes no difference: it is never asked.
    await app.clock.advance(1000)
    expect(phase()).toBe('orphan')
    expect((await frame.post('show')).status).toBe(410)
  })

  it('a release after the deadline, whose timer is late, gives nothing (N-80)', async () => {
    await reveal('Late timer')
    const frame = await app.frame()
    app.clock.sleep(11 * 60_000)
    expect((await frame.post('show')).status).toBe(410)
    expect(phase()).toBe('orphan')
  })
})

describe('one private key at a time (I3)', () => {
  it('a create that is being prepared gives way to a doubtful one that gets its key meanwhile', async () => {
    sandbox.control.addFault({ operationId: 'AddAsymmetricAlgorithmLogin', drop: 'after-commit', times: 1 })
    const looking = sandbox.control.addHold({ operationId: 'GetAsyncActionInfo', at: 'before' })
    const first = await startAdvanced('In doubt first')
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    sandbox.control.addHold({ operationId: 'GetUserLogins', at: 'before' })
    sandbox.control.releaseHolds(looking)
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    const second = codeOf(app.creations.start(app.draft('Comes second')))
    await new Promise((resolve) => setTimeout(resolve, 50))
    sandbox.control.releaseHolds()
    expect(await second).toBe('busy')
    await app.reaches('unrevealed')
    expect(app.creation().opId).toBe(first)
    expect(createsSeen(sandbox)).toBe(1)
    expect((await (await app.frame()).post('show')).status).toBe(200)
  })

  it('a result that a check brings while another create is open is let go: an orphan, told as such', async () => {
    sandbox.control.addFault({ operationId: simple, accepted: true, times: 1 })
    sandbox.control.addHold({ operationId: 'GetAsyncActionInfo', at: 'before' })
    const before = app
    const first = await before.creations.start(before.draft('Queued first'))
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    // As after kill -9: the process that asked is gone, its record is not.
    app = await creating(sandbox, { disk: before.disk, profile: before.profile })
    const result = sandbox.control.addHold({ operationId: 'GetAsyncActionResult', at: 'before' })
    await app.creations.resume()
    sandbox.control.releaseHolds(sandbox.control.holds()[0]?.id)
    await until(() => sandbox.control.holds()[0]?.waiting === 2)
    const second = await reveal('Open meanwhile')
    const frame = await app.frame()
    sandbox.control.releaseHolds(result)
    await until(() => attention().some(({ opId, kind }) => opId === first.opId && kind === 'orphan'))
    expect(app.creation()).toMatchObject({ opId: second, phase: 'unrevealed', frameUrl: frame.url })
    expect((await frame.post('show')).status).toBe(200)
    await before.creations.endForQuit()
  })

  it.each(['simple', 'advanced'] as const)(
    '%s: an answer that a check was faster than changes nothing',
    async (type) => {
      const cells: SecretCell[] = []
      const fromBytes = SecretCell.fromBytes.bind(SecretCell)
      vi.spyOn(SecretCell, 'fromBytes').mockImplementation((bytes) => {
        const cell = fromBytes(bytes)
        cells.push(cell)
        return cell
      })
      const create = type === 'simple' ? simple : 'AddAsymmetricAlgorithmLogin'
      sandbox.control.addFault({ operationId: create, accepted: true, times: 1 })
      sandbox.control.addFault({ operationId: 'ClearAsyncActionResult', status: 500 })
      let isPolling = false
      let answer = () => {}
      await app.creations.endForQuit()
      app = await creating(sandbox, {
        holdPoll() {
          isPolling = true
          return new Promise((resolve) => {
            answer = resolve
          })
        },
      })
      const opId =
        type === 'simple'
          ? (await app.creations.start(app.draft(`Twice ${type}`))).opId
          : await startAdvanced(`Twice ${type}`)
      await until(() => isPolling, 'the poll')
      app.creations.stopWaiting(opId)
      // The check at once may find the action still running; the next one does not.
      await app.reaches('in-doubt')
      for (let tries = 0; tries < 500 && phase() !== 'unrevealed'; tries += 1) {
        await app.clock.advance(5100)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect(phase()).toBe('unrevealed')
      const answered = () => app.log.lines.filter((line) => line.includes('"async-result"')).length
      const before = answered()
      answer()
      await until(() => answered() > before, 'the second answer')
      await app.clock.advance(0)
      const frame = await app.frame()
      expect((await frame.post('show')).status).toBe(200)
      expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
      await app.creations.leave(opId)
      expect(cells.filter((cell) => !cell.isWiped)).toEqual([])
    },
  )
})
