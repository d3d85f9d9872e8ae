// The app lock: what falls with it and in which order, who lifts it, and what a restart or a silent store changes (S-26).
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src-shared/errors'
import { here, locking, person, sign, there } from './locking'

const refused = async (work: Promise<void>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? { code: error.code, ...error.detail } : error),
  )

describe('locking', () => {
  it('the page first, then tokens, lists, private keys and clipboard; the fact is kept (S-26)', async () => {
    const { lock, since, world } = locking({ clipboardCleared: true })
    await lock.lock('idle')
    const [first, ...rest] = since()
    expect(first).toBe('the page is locked')
    expect(rest.filter((one) => one !== 'the page is locked')).toEqual([
      'journal app.locked idle',
      'marked',
      'tokens dropped',
      'lists concealed',
      'creations locked',
    ])
    expect(world.marked).toBe(true)
    expect(lock.cell.get()).toEqual({
      kind: 'locked',
      since: '2026-05-04T10:42:00.000Z',
      why: 'idle',
      minutes: 10,
      clipboardCleared: true,
      people: [{ connectionId: here, consoleName: 'EU-1', userName: 'NG\\kim' }],
      code: null,
    })
  })

  it('waits for nothing before all of it has begun: a refresh under way holds nothing up', async () => {
    let goOn = () => {}
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const { lock, since, world } = locking({ held })
    const done = lock.lock('suspend')
    await Promise.resolve()
    expect(since()).toEqual(
      expect.arrayContaining(['marked', 'tokens dropped', 'lists concealed', 'creations locked']),
    )
    expect(world.marked).toBe(true)
    goOn()
    await done
  })

  it('says that the clipboard was cleared only if it was', async () => {
    const { lock } = locking()
    await lock.lock('asked')
    expect(lock.cell.get()).toMatchObject({ clipboardCleared: false })
  })

  it('locks once', async () => {
    const { lock, since } = locking()
    await lock.lock('asked')
    since()
    await lock.lock('idle')
    expect(since()).toEqual([])
    expect(lock.cell.get()).toMatchObject({ why: 'asked' })
  })

  it('with nobody signed in there is nothing to lock; a revealed key and the clipboard end all the same', async () => {
    const { lock, since } = locking({ people: [] })
    await lock.lock('idle')
    expect(since()).toEqual(['creations locked', 'creations unlocked'])
    expect(lock.isLocked()).toBe(false)
  })

  it('while a kept sign-in is being taken up, it locks as soon as that is done', async () => {
    const { lock, since, world, states } = locking({ people: [] })
    states.set([sign(here, 'restoring')])
    await lock.lock('suspend')
    expect(since()).toEqual([])
    world.people = [person()]
    states.set([sign(here, 'never')])
    expect(lock.cell.get()).toMatchObject({ kind: 'locked', why: 'suspend' })
  })

  it('a mark that cannot be written or removed is logged, and stops neither lock nor unlock', async () => {
    const { lock, log } = locking({ markFails: true })
    await lock.lock('asked')
    expect(lock.isLocked()).toBe(true)
    await lock.unlock(here, 'right')
    expect(lock.isLocked()).toBe(false)
    expect(log.names()).toEqual(['app.locked', 'lock.not-kept', 'lock.not-cleared', 'app.unlocked'])
  })
})

describe('unlocking', () => {
  async function locked(...args: Parameters<typeof locking>) {
    const world = locking(...args)
    await world.lock.lock('asked')
    world.since()
    return world
  }

  it('brings back lists, page, private keys and the other sign-ins, in this order', async () => {
    const { lock, since, world } = await locked()
    await lock.unlock(here, 'right')
    expect(since()).toEqual([
      'tried right',
      'signed in at here',
      'mark cleared',
      '2 lists shown',
      'the page is open',
      'creations unlocked',
      'journal app.unlocked',
      'others restored',
    ])
    expect([lock.isLocked(), world.marked]).toEqual([false, false])
  })

  it('a refused password changes nothing, and its failure says that it was the lock screen', async () => {
    const { lock, since, world } = await locked()
    world.refusal = new AppError('credentials-wrong', { companyUser: false })
    expect(await refused(lock.unlock(here, 'wrong'))).toEqual({
      code: 'credentials-wrong',
      companyUser: false,
      locked: true,
    })
    expect(since()).toEqual(['tried wrong'])
    expect([lock.isLocked(), world.marked]).toEqual([true, true])
  })

  it('asks for the code where the console does, and is locked until it is right', async () => {
    const { lock, world } = await locked({ needsCode: true })
    await lock.unlock(here, 'right')
    expect(lock.cell.get()).toMatchObject({ kind: 'locked', code: { connectionId: here, attemptsLeft: 3 } })
    world.refusal = new AppError('code-wrong', { attemptsLeft: 2 })
    expect(await refused(lock.answerCode('000000'))).toEqual({
      code: 'code-wrong',
      attemptsLeft: 2,
      locked: true,
    })
    expect(lock.isLocked()).toBe(true)
    world.refusal = null
    await lock.answerCode('123456')
    expect(lock.isLocked()).toBe(false)
  })

  it('a code of another person leads back to the password (S-26)', async () => {
    const { lock, world } = await locked({ needsCode: true })
    await lock.unlock(here, 'right')
    world.refusal = new AppError('credentials-wrong', { otherPerson: true })
    expect(await refused(lock.answerCode('123456'))).toMatchObject({ otherPerson: true })
    expect(lock.cell.get()).toMatchObject({ kind: 'locked', code: null })
  })

  it('a code that nobody asked for is refused', async () => {
    const { lock, since } = await locked()
    expect(await refused(lock.answerCode('123456'))).toMatchObject({ code: 'signed-out' })
    expect(since()).toEqual([])
  })

  it('a lock that is asked for while it is being lifted falls right after', async () => {
    const { lock } = await locked()
    lock.cell.watch(({ kind }) => {
      if (kind === 'open') void lock.lock('suspend')
    })
    const lifting = lock.unlock(here, 'right')
    await lifting
    expect(lock.cell.get()).toMatchObject({ kind: 'locked', why: 'suspend' })
  })

  it('signing out forgets every sign-in and list on this computer, and opens to nobody', async () => {
    const { lock, since, world } = await locked()
    await lock.signOut()
    expect(since()).toEqual([
      'signed out here',
      'signed out there',
      'list forgotten here',
      'list forgotten there',
      'opened without anybody',
      'journal sign-in.signed-out locked',
      'mark cleared',
      '0 lists shown',
      'the page is open',
      'creations unlocked',
    ])
    expect(world.marked).toBe(false)
  })

  it('nobody can sign out over a private key that waits to be stored (S-53)', async () => {
    const { lock, since } = await locked({ creationIsOpen: true })
    expect(await refused(lock.signOut())).toEqual({ code: 'busy', locked: true })
    expect(since()).toEqual([])
    expect(lock.isLocked()).toBe(true)
  })

  it('does nothing while open', async () => {
    const { lock, since } = locking()
    await lock.unlock(here, 'right')
    await lock.signOut()
    expect(since()).toEqual([])
  })
})

describe('at start', () => {
  it('is locked before anything else is known, and says who may unlock once that was read (S-26)', async () => {
    const { lock } = locking({ marked: true, people: [] })
    expect(lock.cell.get()).toMatchObject({ kind: 'locked', why: 'restart', people: [] })
    expect(await lock.resume()).toBe(true)
    expect(lock.cell.get()).toMatchObject({
      kind: 'locked',
      people: [{ connectionId: here, consoleName: 'EU-1', userName: 'NG\\kim' }],
    })
  })

  it('without a mark nothing is locked', async () => {
    const { lock, since } = locking()
    expect(await lock.resume()).toBe(false)
    expect(since()).toEqual([])
  })

  it('opens to nobody where no sign-in is kept, and the lock is over', async () => {
    const { lock, world } = locking({ marked: true, stored: { people: [], isComplete: true } })
    expect(await lock.resume()).toBe(true)
    expect([lock.isLocked(), world.marked]).toEqual([false, false])
  })

  it.each([
    ['is not there', { vault: 'memory' as const, stored: { people: [], isComplete: true } }],
    ['does not answer for everybody', { stored: { people: [], isComplete: false } }],
  ])('stays locked for the next start when the credential store %s (S-26, N-47)', async (_what, start) => {
    const { lock, world, since } = locking({ marked: true, ...start })
    expect(await lock.resume()).toBe(true)
    expect([lock.isLocked(), world.marked]).toEqual([false, true])
    expect(since()).not.toContain('mark cleared')
  })

  it('with several people each of them can unlock', async () => {
    const people = [person(here), person(there, 'NG\\ada')]
    const { lock, since } = locking({ marked: true, stored: { people, isComplete: true } })
    await lock.resume()
    expect(lock.cell.get()).toMatchObject({ people: [{ consoleName: 'EU-1' }, { consoleName: 'US-1' }] })
    since()
    await lock.unlock(there, 'right')
    expect(since()).toContain('signed in at there')
    expect(lock.isLocked()).toBe(false)
  })
})

it('a key of the person lifts it; a dialog that is cancelled, or a refusal, does not', async () => {
  const { lock, world, since } = locking()
  await lock.lock('asked')
  world.dialogCancelled = true
  expect(await lock.unlockWithKey(here, 'file')).toBe(false)
  expect(lock.isLocked()).toBe(true)
  world.refusal = new AppError('credentials-wrong', { otherPerson: true, way: 'simple-key' })
  await expect(lock.unlockWithKey(here, 'clipboard')).rejects.toMatchObject({
    detail: { otherPerson: true, locked: true },
  })
  expect(lock.isLocked()).toBe(true)
  world.refusal = null
  world.dialogCancelled = false
  since()
  expect(await lock.unlockWithKey(here, 'clipboard')).toBe(true)
  expect(lock.isLocked()).toBe(false)
  expect(since()).toEqual(
    expect.arrayContaining(['tried a key from clipboard', 'the page is open', 'others restored']),
  )
})
