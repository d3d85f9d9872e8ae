// The list in memory and on disk: changes to single keys, bursts of them, and runs that end after the next has begun.
import { expect, it } from 'vitest'
import { createInventory } from '../../../src-main/inventory/inventory'
import type { ReadApi } from '../../../src-main/inventory/read-console'
import type { RunAsUser } from '../../../src-main/session/as-user'
import { createCell } from '../../../src-shared/cell'
import type { SessionState } from '../../../src-shared/connection'
import { AppError } from '../../../src-shared/errors'
import type { KeyRecord } from '../../../src-shared/key'
import { createHandClock } from '../../doubles/hand-clock'
import { keyRecord as key, listOf, publicKey } from '../../doubles/lists'
import { person as user } from '../../doubles/person'

function parts(
  listKeys: ReadApi['listKeys'] = async () => ({ records: [key('1'), key('2')], complete: true }),
) {
  const files = new Map<string, string>()
  const writes: string[] = []
  const clock = { at: Date.parse('2026-05-04T12:00:00Z') }
  const timers = createHandClock()
  const made = new Set<string>()
  const states = createCell<SessionState[]>([])
  const inventory = createInventory({
    api: { listKeys, listUsers: async () => [], companies: async () => [] },
    sessions: {
      cell: states,
      asUser: <T>(connectionId: string, _: 'read' | 'write', run: RunAsUser<T>) =>
        run({ connectionId, origin: 'https://vspc.example:1280', pin: null, generation: 0 }, 'b', user),
    },
    sealedFiles: {
      async write(name, aad, bytes) {
        const text = bytes.toString()
        writes.push(name)
        await new Promise((resolve) => setImmediate(resolve))
        files.set(`${name} ${aad}`, text)
      },
      read: async (name, aad) => {
        const text = files.get(`${name} ${aad}`)
        return text === undefined ? null : Buffer.from(text)
      },
      remove: async (name) => {
        for (const file of files.keys()) if (file.startsWith(name)) files.delete(file)
      },
    },
    madeHere: async (_, keys) => new Set(keys.map(({ id }) => id).filter((id) => made.has(id))),
    now: () => new Date(clock.at),
    timers: { monotonic: () => clock.at, after: timers.after },
    pause: async () => {},
    log: { event: () => {}, trace: () => 't' },
  })
  /** Everything here happens in turns of the main loop; none waits for a clock. */
  const settled = async () => {
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    inventory,
    files,
    writes,
    states,
    settled,
    clock,
    timers,
    made,
    list: () => inventory.cell.get()[0],
  }
}
const ids = (list: { keys: KeyRecord[] } | undefined) => list?.keys.map(({ id }) => id)

it('reads the list, keeps it, and finds it again at the next start', async () => {
  const { inventory, list, files } = parts()
  await inventory.refresh('c')
  expect(list()).toMatchObject({ source: 'console', complete: true, fetchedAt: '2026-05-04T12:00:00.000Z' })
  expect(list()?.organizations).toMatchObject([{ uid: 'o', type: 'provider', restAccess: null }])
  await inventory.written()
  const next = parts()
  for (const [name, text] of files) next.files.set(name, text)
  await next.inventory.loadSaved('c')
  expect(next.list()).toMatchObject({ source: 'saved', fetchedAt: '2026-05-04T12:00:00.000Z' })
  expect(ids(next.list())).toEqual(['1', '2'])
  await next.inventory.loadSaved('another')
  expect(next.inventory.cell.get()).toHaveLength(1)
})

it('an older copy of a saved list that was put back shows its own age and is replaced by the next reading (N-55)', async () => {
  const before = parts()
  await before.inventory.refresh('c')
  await before.inventory.written()
  const older = [...before.files]
  before.clock.at = Date.parse('2026-05-06T12:00:00.000Z')
  await before.inventory.refresh('c')
  await before.inventory.written()
  expect([...before.files]).not.toEqual(older)
  const { inventory, files, list, clock } = parts()
  for (const [name, text] of older) files.set(name, text)
  clock.at = Date.parse('2026-05-07T12:00:00.000Z')
  await inventory.loadSaved('c')
  expect(list()).toMatchObject({ source: 'saved', fetchedAt: '2026-05-04T12:00:00.000Z' })
  await inventory.refresh('c')
  expect(list()).toMatchObject({ source: 'console', fetchedAt: '2026-05-07T12:00:00.000Z' })
})

it('a saved list that is no list, or an older shape, is left alone', async () => {
  const columns = '"ids":["1"],"descriptions":[],"created":[],"owners":[],"ownerOf":[],"kinds":[],"kindOf":[]'
  const rest = JSON.stringify({ ...listOf('c'), keys: undefined })
  for (const text of [
    '{',
    '{}',
    '{"userUid":"u","inventory":{"keys":5}}',
    `{"userUid":"u","packed":{},"inventory":${rest}}`,
    `{"userUid":"u","packed":{${columns},"publicKeys":[]},"inventory":${rest}}`,
  ]) {
    const { inventory, files } = parts()
    files.set('keys-c inventory/1/c', text)
    await inventory.loadSaved('c')
    expect(inventory.cell.get()).toEqual([])
  }
})

it('a saved list as it was written before opens as it is', async () => {
  const { inventory, files, list } = parts()
  const keys = [key('1'), key('2', { type: 'advanced', publicKey })]
  files.set('keys-c inventory/1/c', JSON.stringify({ userUid: 'u', inventory: listOf('c', { keys }) }))
  await inventory.loadSaved('c')
  expect(list()).toMatchObject({ source: 'saved', keys })
})

it('a saved list opens with every member of every key', async () => {
  const records = [
    key('1', { companyUid: null, createdAt: '2026-05-04T12:00:00.000Z', readOnly: false, scopes: [] }),
    key('2', { type: 'advanced', publicKey, status: { word: 'owner-off', raw: 'DisabledDueToUser' } }),
    key('3'),
  ]
  const { inventory, files } = parts(async () => ({ records, complete: true }))
  await inventory.refresh('c')
  await inventory.written()
  const next = parts()
  for (const [name, text] of files) next.files.set(name, text)
  await next.inventory.loadSaved('c')
  expect(next.list()?.keys).toEqual(records)
})

it('a saved list holds no member that does not belong to a key', async () => {
  const leaky = key('1', {
    ...{ secret: 'canary' },
    status: { word: 'enabled', raw: 'x', ...{ secret: 'canary' } },
  })
  const { inventory, files } = parts(async () => ({ records: [leaky], complete: true }))
  await inventory.refresh('c')
  await inventory.written()
  const [text] = files.values()
  expect(text).toContain('key 1')
  expect(text).not.toContain('canary')
})

it('changes to keys appear at once, in place; the public key stays', async () => {
  const records = [key('1'), key('2', { type: 'advanced', publicKey }), key('3')]
  const { inventory, list } = parts(async () => ({ records, complete: true }))
  await inventory.refresh('c')
  let changes = 0
  inventory.cell.watch(() => {
    changes += 1
  })
  inventory.apply(
    'c',
    { upsert: key('2', { type: 'advanced', description: 'new' }) },
    { removeId: '1' },
    { upsert: key('4') },
  )
  expect(changes).toBe(1)
  expect(ids(list())).toEqual(['2', '3', '4'])
  expect(inventory.find('c', '2')).toMatchObject({ description: 'new', publicKey })
  expect(inventory.find('c', '1')).toBeNull()
  inventory.apply('c')
  expect(changes).toBe(1)
})

it('a burst of changes is written once, and the file holds the last', async () => {
  const { inventory, writes, settled, files } = parts()
  await inventory.refresh('c')
  await settled()
  writes.length = 0
  for (let index = 0; index < 50; index += 1)
    inventory.apply('c', { upsert: key('1', { description: `v${index}` }) })
  await settled()
  expect(writes).toHaveLength(1)
  expect([...files.values()].join()).toContain('v49')
})

it('says how far the reading has come only as often as a person can read it', async () => {
  const ticks = { move: (_ms: number) => {} }
  const { inventory, clock } = parts(async (_target, _bearer, { onProgress }) => {
    for (let count = 1; count <= 20; count += 1) {
      ticks.move(50)
      onProgress?.(count, 20)
    }
    return { records: [], complete: true }
  })
  ticks.move = (ms) => {
    clock.at += ms
  }
  const seen: number[] = []
  inventory.sync.watch((list) => seen.push(...list.map(({ read }) => read)))
  await inventory.refresh('c')
  expect(seen).toEqual([0, 4, 8, 12, 16, 20])
  expect(inventory.sync.get()).toEqual([])
})

it('a cancelled run that ends late does not disturb the next one', async () => {
  const ends: ((records: KeyRecord[]) => void)[] = []
  const { inventory, list } = parts(
    () => new Promise((resolve) => ends.push((records) => resolve({ records, complete: true }))),
  )
  const first = inventory.refresh('c')
  await Promise.resolve()
  inventory.cancel('c')
  const second = inventory.refresh('c')
  await Promise.resolve()
  ends[0]?.([key('old')])
  await first
  expect(inventory.sync.get()).toHaveLength(1)
  expect(list()).toBeUndefined()
  ends[1]?.([key('new')])
  await second
  expect(ids(list())).toEqual(['new'])
  expect(inventory.sync.get()).toEqual([])
})

it('a failed run keeps the list and says why, as a code', async () => {
  let fails = false
  const { inventory, list } = parts(async () => {
    if (fails) throw new Error('secret text')
    return { records: [key('1')], complete: false }
  })
  await inventory.refresh('c')
  expect(list()?.complete).toBe(false)
  fails = true
  await expect(inventory.refresh('c')).rejects.toThrow()
  expect(list()).toMatchObject({ problem: { code: 'internal', detail: {}, trace: 't' } })
  expect(ids(list())).toEqual(['1'])
  expect(JSON.stringify(list())).not.toContain('secret text')
})

it('owners and organizations that a role may not read are empty, other failures are failures', async () => {
  for (const [code, fine] of [
    ['forbidden', true],
    ['not-found', true],
    ['timeout', false],
  ] as const) {
    const { inventory } = parts()
    const refused = createInventory({
      api: {
        listKeys: async () => ({ records: [], complete: true }),
        listUsers: async () => {
          throw new AppError(code)
        },
        companies: async () => [],
      },
      sessions: {
        cell: createCell<SessionState[]>([]),
        asUser: (connectionId, _, run) =>
          run({ connectionId, origin: '', pin: null, generation: 0 }, 'b', user),
      },
      sealedFiles: { write: async () => {}, read: async () => null, remove: async () => {} },
      madeHere: async () => new Set(),
      now: () => new Date(0),
      timers: createHandClock(),
      pause: async () => {},
      log: { event: () => {}, trace: () => 't' },
    })
    expect(inventory.cell.get()).toEqual([])
    if (fine) await refused.refresh('c')
    else await expect(refused.refresh('c')).rejects.toMatchObject({ code })
  }
})

it('reads at sign-in; signing out removes everything, a sign-in that is over nothing', async () => {
  const { states, list, settled, files } = parts()
  const state = (sign: SessionState['sign']): SessionState[] => [
    { connectionId: 'c', sign, reach: { kind: 'online' }, stationKey: null },
  ]
  states.set(state({ kind: 'active', user, keptIn: 'memory', way: 'password' }))
  await settled()
  expect(ids(list())).toEqual(['1', '2'])
  states.set(state({ kind: 'signed-out', reason: 'over' }))
  await settled()
  expect(ids(list())).toEqual(['1', '2'])
  states.set(state({ kind: 'active', user, keptIn: 'memory', way: 'password' }))
  states.set(state({ kind: 'signed-out', reason: 'signed-out' }))
  await settled()
  expect(list()).toBeUndefined()
  expect(files.size).toBe(0)
})

it('leaves nothing of a list that was being written when it is forgotten', async () => {
  const { inventory, files, writes } = parts()
  await inventory.refresh('c')
  // The write has begun and is not done yet.
  while (writes.length === 0) await Promise.resolve()
  expect(files.size).toBe(0)
  await inventory.forget('c')
  await inventory.written()
  expect([...files.keys()]).toEqual([])
})

it('concealed: no row is in memory, the saved list comes back (S-26, P11)', async () => {
  const { inventory, list } = parts()
  await inventory.refresh('c')
  expect(ids(list())).toEqual(['1', '2'])
  await inventory.conceal()
  expect(inventory.cell.get()).toEqual([])
  expect(inventory.find('c', '1')).toBeNull()
  await inventory.show(['c', 'another'])
  expect(list()).toMatchObject({ source: 'saved' })
  expect(ids(list())).toEqual(['1', '2'])
})

it('concealed: a change that arrives late neither shows a row nor takes the place of the saved list', async () => {
  const { inventory, list, writes } = parts()
  await inventory.refresh('c')
  await inventory.conceal()
  const before = writes.length
  inventory.apply('c', { upsert: key('3') })
  await inventory.loadSaved('c')
  await inventory.written()
  expect(inventory.cell.get()).toEqual([])
  expect(writes).toHaveLength(before)
  await inventory.show(['c'])
  expect(ids(list())).toEqual(['1', '2'])
})

it('concealed during a reading: it ends, and its answer is not taken', async () => {
  let answer = (_: { records: KeyRecord[]; complete: boolean }) => {}
  const listed = new Promise<{ records: KeyRecord[]; complete: boolean }>((resolve) => {
    answer = resolve
  })
  const { inventory } = parts(() => listed)
  const reading = inventory.refresh('c')
  await inventory.conceal()
  expect(inventory.sync.get()).toEqual([])
  answer({ records: [key('1')], complete: true })
  await reading
  expect(inventory.cell.get()).toEqual([])
})
