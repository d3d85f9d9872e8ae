// The list of connections: marks, order, what a file adds, and that nothing but a person's answer brings trust.
import { describe, expect, it } from 'vitest'
import { createConnections } from '../../../src-main/connections/connections'
import type { Certificate, Connection } from '../../../src-shared/connection'
import { AppError } from '../../../src-shared/errors'
import { createSilentLog } from '../../doubles/silent-log'

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const certificate = { fingerprint256: 'AB' } as Certificate

const connection = (at: number, change: Partial<Connection> = {}): Connection => ({
  id: idOf(at),
  name: `C${at}`,
  origin: `https://c${at}.example:1280`,
  pin: certificate,
  userName: 'NG\\m',
  group: '',
  color: 'none',
  tag: null,
  ...change,
})

function open(first: readonly Connection[] = [], probe: () => Promise<void> = async () => {}) {
  let next = 900
  const written: (readonly Connection[])[] = []
  const connections = createConnections({
    store: { read: () => [...first], write: (list) => void written.push(list) },
    newId: () => idOf(next++),
    log: createSilentLog(),
    probe,
    presented: () => certificate,
    closeLane: () => {},
  })
  return { connections, written, ids: () => connections.cell.get().map(({ id }) => id) }
}

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  throw new Error('did not fail')
}

const listed = (at: number, change: object = {}) =>
  ({
    name: `C${at}`,
    origin: `https://c${at}.example:1280`,
    group: 'Europe',
    color: 'teal',
    tag: 'production',
    ...change,
  }) as const

it('a rename while the console is asked outlives the certificate that is accepted then', async () => {
  const answers: (() => Promise<void>)[] = []
  const { connections } = open([connection(1, { pin: null })], async () => answers.shift()?.())
  const address = 'https://c1.example:1280'
  answers.push(() => Promise.reject(new AppError('tls-untrusted')))
  expect((await connections.connect({ address, name: '' })).kind).toBe('untrusted')
  answers.push(async () => connections.edit(idOf(1), { name: 'Renamed' }))
  await connections.connect({ address, name: '', trust: 'AB' })
  expect(connections.get(idOf(1))).toMatchObject({ name: 'Renamed', pin: certificate })
})

describe('marks', () => {
  it('what is not named stays as it is', () => {
    const { connections } = open([connection(1, { group: 'Europe', tag: 'test' })])
    connections.edit(idOf(1), { color: 'red' })
    connections.edit(idOf(1), { tag: null })
    connections.edit(idOf(1), { name: ' EU-1 ' })
    expect(connections.get(idOf(1))).toEqual(connection(1, { name: 'EU-1', group: 'Europe', color: 'red' }))
  })

  it('names and groups are kept without characters that nobody sees', () => {
    const { connections } = open([connection(1)])
    connections.edit(idOf(1), { name: 'EU\u202e-1\n', group: ' a\u200bb ' })
    expect(connections.get(idOf(1))).toMatchObject({ name: 'EU-1', group: 'ab' })
    expect(codeOf(() => connections.edit(idOf(1), { name: '\u200b\u2066' }))).toBe('invalid-input')
    expect(connections.get(idOf(1)).name).toBe('EU-1')
  })

  it('a new console gets them at once', async () => {
    const { connections } = open()
    await connections.connect({ address: 'c1.example', name: '\u200b', group: 'Europe', tag: 'client' })
    expect(connections.cell.get()).toMatchObject([
      { name: 'c1.example', group: 'Europe', tag: 'client', color: 'none', pin: null },
    ])
  })
})

describe('order', () => {
  const three = () => open([connection(1), connection(2), connection(3)])

  it('is the one that was given, and is written', () => {
    const { connections, ids, written } = three()
    connections.order([idOf(3), idOf(1), idOf(2)])
    expect(ids()).toEqual([idOf(3), idOf(1), idOf(2)])
    expect(written.at(-1)).toEqual(connections.cell.get())
  })

  it.each([
    ['one is missing', [idOf(1), idOf(2)]],
    ['one stands twice', [idOf(1), idOf(2), idOf(2)]],
    ['all, and one twice', [idOf(1), idOf(2), idOf(3), idOf(3)]],
    ['one is not known', [idOf(1), idOf(2), idOf(4)]],
    ['nothing', []],
  ])('%s: refused, nothing changes', (_, order) => {
    const { connections, ids, written } = three()
    expect(codeOf(() => connections.order(order))).toBe('changed-meanwhile')
    expect(ids()).toEqual([idOf(1), idOf(2), idOf(3)])
    expect(written).toEqual([])
  })
})

describe('taking over a file', () => {
  it('brings no trust in any certificate, and nobody’s name', () => {
    const { connections } = open()
    const hostile = listed(1, { pin: certificate, userName: 'NG\\m', id: idOf(7) })
    connections.takeOver([hostile])
    expect(connections.cell.get()).toEqual([connection(900, { ...listed(1), pin: null, userName: null })])
    expect(connections.target(idOf(900)).pin).toBeNull()
  })

  it('a console that is there already keeps its name, its marks and its certificate', () => {
    const { connections, written } = open([connection(1)])
    expect(connections.takeOver([listed(1, { name: 'Other' })])).toEqual([])
    expect(connections.cell.get()).toEqual([connection(1)])
    expect(written).toEqual([])
  })

  it('an address that stands twice is added once, as it stands first', () => {
    const { connections } = open()
    connections.takeOver([listed(1), listed(1, { name: 'Twice' })])
    expect(connections.cell.get().map(({ name }) => name)).toEqual(['C1'])
  })

  it('all or none: where not all fit, none is added', () => {
    const { connections, written } = open(Array.from({ length: 199 }, (_, at) => connection(at)))
    expect(codeOf(() => connections.takeOver([listed(300), listed(301)]))).toBe('too-many-connections')
    expect(connections.cell.get()).toHaveLength(199)
    expect(written).toEqual([])
    connections.takeOver([listed(300), listed(5)])
    expect(connections.cell.get()).toHaveLength(200)
  })

  it('a list that is full takes no further console by hand either, and asks nobody', async () => {
    let asked = 0
    const { connections } = open(
      Array.from({ length: 200 }, (_, at) => connection(at)),
      async () => void asked++,
    )
    await expect(connections.connect({ address: 'new.example', name: '' })).rejects.toMatchObject({
      code: 'too-many-connections',
    })
    expect(asked).toBe(0)
    await connections.connect({ address: 'c5.example', name: '' })
    expect(asked).toBe(1)
  })
})
