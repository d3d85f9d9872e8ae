// Exported keys: main's own rows behind the page's search and filters, allowed columns only, honest about what is missing.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeyExport } from '../../../src-main/ipc/key-export'
import { createCell } from '../../../src-shared/cell'
import type { Connection, SessionState } from '../../../src-shared/connection'
import { exportColumns } from '../../../src-shared/export-columns'
import type { Inventory, KeyRecord } from '../../../src-shared/key'
import { KeyExport } from '../../../src-shared/key-export'
import { noFilters } from '../../doubles/filters'

const eu = '11111111-1111-4111-8111-111111111111'
const us = '22222222-2222-4222-8222-222222222222'
const readAt = '2026-01-12T08:00:00.000Z'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const connection = (id: string, name: string): Connection => ({
  id,
  name,
  origin: `https://${name.toLowerCase()}.example:1280`,
  pin: null,
  userName: null,
  group: '',
  color: 'none',
  tag: null,
})

const session = (
  connectionId: string,
  sign: SessionState['sign'] = { kind: 'offline', user: null },
): SessionState => ({ connectionId, sign, reach: { kind: 'unknown' }, stationKey: null })

const key = (id: string, change: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  type: 'simple',
  description: `Key ${id}`,
  readOnly: true,
  scopes: ['rest'],
  userUid: 'u-1',
  userName: 'NG\\svc-psa',
  companyUid: 'c-1',
  companyName: 'Fabrikam',
  status: { word: 'enabled', raw: 'Enabled' },
  createdAt: '2025-03-01T10:00:00.000Z',
  publicKey: null,
  ...change,
})

const list = (connectionId: string, keys: KeyRecord[], change: Partial<Inventory> = {}): Inventory => ({
  connectionId,
  keys,
  owners: [],
  organizations: [],
  fetchedAt: readAt,
  source: 'console',
  complete: true,
  partial: false,
  elsewhere: [],
  problem: null,
  ...change,
})

const request = (change: Partial<KeyExport> = {}, shown: Partial<KeyExport['shown']> = {}): KeyExport => ({
  shown: {
    scope: { kind: 'all' },
    text: '',
    filters: noFilters,
    sort: { column: 'description', direction: 'ascending' },
    ...shown,
  },
  columns: ['description', 'status'],
  format: 'csv',
  ...change,
})

interface Around {
  readonly connections?: Connection[]
  readonly sessions?: SessionState[]
}

function exporting(
  inventory: Inventory[],
  { connections = [connection(eu, 'EU-1')], sessions }: Around = {},
  answer: (dir: string) => string | null = (folder) => path.join(folder, 'keys'),
) {
  const events: unknown[] = []
  const asked: string[] = []
  const save = createKeyExport({
    connections: { cell: createCell(connections) },
    sessions: { cell: createCell(sessions ?? connections.map(({ id }) => session(id))) },
    inventory: { cell: createCell(inventory) },
    journal: { record: (...event) => events.push(event) },
    showSaveDialog: async ({ suggestedName }) => {
      asked.push(suggestedName)
      return answer(dir)
    },
    now: () => new Date('2026-01-12T09:00:00Z'),
  })
  return {
    save,
    events,
    asked,
    text: () => readFileSync(path.join(dir, 'keys'), 'utf8'),
    json: () => JSON.parse(readFileSync(path.join(dir, 'keys'), 'utf8')),
  }
}

describe('what is exported', () => {
  it('CSV: the chosen columns, in the list’s order, with console, time and completeness; readable by the person alone', async () => {
    const { save, events, asked, text } = exporting([
      list(eu, [key('2', { description: 'b' }), key('1', { description: 'a, "x"' })]),
    ])
    expect(await save(request())).toEqual({ fileName: 'keys', folder: dir, count: 2, incomplete: [] })
    expect(asked).toEqual(['keywright-keys-2026-01-12.csv'])
    expect(statSync(path.join(dir, 'keys')).mode & 0o777).toBe(0o600)
    expect(text().split('\r\n')).toEqual([
      '\uFEFFConsole,Description,Status,Read at,Complete',
      `EU-1,"a, ""x""",Enabled,${readAt},yes`,
      `EU-1,b,Enabled,${readAt},yes`,
      '',
    ])
    expect(events).toEqual([['keys.exported', { kind: 'csv', count: 2, fileName: 'keys', folder: dir }]])
  })

  it('follows search, filters, sort and the company; the page sends no row', async () => {
    const { save, json } = exporting([
      list(eu, [
        key('1', { description: 'Grafana old', status: { word: 'disabled', raw: 'Disabled' } }),
        key('2', { description: 'Grafana new', companyUid: 'c-2', companyName: 'Contoso' }),
        key('3', { description: 'Grafana top', companyUid: 'c-2', companyName: 'Contoso' }),
        key('4', { description: 'PSA', companyUid: 'c-2' }),
      ]),
    ])
    const descriptions = async (shown: Partial<KeyExport['shown']>) => {
      await save(request({ format: 'json' }, shown))
      const read = json().keys.map(({ description }: { description: string }) => description)
      rmSync(path.join(dir, 'keys'))
      return read
    }
    expect(await descriptions({ text: 'grafana' })).toEqual(['Grafana new', 'Grafana old', 'Grafana top'])
    expect(await descriptions({ text: 'grafana', filters: { ...noFilters, statuses: ['enabled'] } })).toEqual(
      ['Grafana new', 'Grafana top'],
    )
    expect(
      await descriptions({
        scope: { kind: 'company', connectionId: eu, companyUid: 'c-2' },
        sort: { column: 'description', direction: 'descending' },
      }),
    ).toEqual(['PSA', 'Grafana top', 'Grafana new'])
    expect(await descriptions({ filters: { ...noFilters, types: ['advanced'] } })).toEqual([])
    expect(await descriptions({ filters: { ...noFilters, ages: ['0-30'] } })).toEqual([])
    expect(
      await descriptions({ filters: { ...noFilters, ages: ['181-365'], companies: ['Contoso'] } }),
    ).toEqual(['Grafana new', 'Grafana top'])
  })

  it('JSON: a head that says what it is, one key a line', async () => {
    const { save, json, text } = exporting([
      list(eu, [key('1'), key('2')], { source: 'saved', complete: false }),
    ])
    await save(request({ format: 'json', columns: ['description', 'id'] }, { text: 'key' }))
    expect(json()).toEqual({
      exportedAt: '2026-01-12T09:00:00.000Z',
      complete: false,
      search: 'key',
      consoles: [
        {
          console: 'EU-1',
          address: 'https://eu-1.example:1280',
          readAt,
          complete: false,
          fromSavedCopy: true,
          keys: 2,
        },
      ],
      keys: [
        { console: 'EU-1', description: 'Key 1', id: '1' },
        { console: 'EU-1', description: 'Key 2', id: '2' },
      ],
    })
    expect(
      text()
        .split('\n')
        .filter((line) => line.includes('"id"')),
    ).toHaveLength(2)
  })
})

describe('columns are an allow-list', () => {
  it('no column but the known ones can be asked for', () => {
    expect(KeyExport.safeParse(request()).success).toBe(true)
    for (const column of ['parameters', 'xml', 'publicKey', 'key', '__proto__', 'constructor', ''])
      expect(KeyExport.safeParse({ ...request(), columns: [column] }).success, column).toBe(false)
    expect(KeyExport.safeParse({ ...request(), columns: [] }).success).toBe(false)
  })

  it.each(['csv', 'json'] as const)(
    '%s with every column: no private element, no public key, nothing unasked',
    async (format) => {
      const planted = {
        ...key('1', {
          type: 'advanced',
          publicKey: { bits: 3072, fingerprint256: 'AB:CD', xml: '<RSAKeyValue>planted-xml</RSAKeyValue>' },
        }),
        parameters: 'planted-parameters',
        identifierInProvider: 'planted-provider',
      }
      const { save, text } = exporting([list(eu, [planted])])
      await save(request({ format, columns: [...exportColumns] }))
      // The search finds what is there.
      expect(text()).toContain('AB:CD')
      expect(text()).toContain('3072')
      for (const absent of ['planted', 'RSAKeyValue', 'parameters']) expect(text()).not.toContain(absent)
    },
  )

  it('a column named twice is written once', async () => {
    const { save, text } = exporting([list(eu, [key('1')])])
    await save(request({ columns: ['id', 'id'] }))
    expect(text()).toContain('Console,Key ID,Read at,Complete\r\n')
  })
})

describe('what is not whole says so', () => {
  const connections = [connection(eu, 'EU-1'), connection(us, 'US-1')]

  it('a console without a list has a line of its own, and is named in the answer', async () => {
    const { save, text } = exporting([list(eu, [key('1')])], { connections })
    expect(await save(request())).toMatchObject({ count: 1, incomplete: ['US-1'] })
    expect(text().split('\r\n').slice(1)).toEqual([`EU-1,Key 1,Enabled,${readAt},yes`, 'US-1,,,,no', ''])
  })

  it('a list that is arriving or ended early is not complete', async () => {
    const { save, text } = exporting(
      [list(eu, [key('1')], { partial: true }), list(us, [key('2')], { complete: false })],
      { connections },
    )
    expect(await save(request())).toMatchObject({ incomplete: ['EU-1', 'US-1'] })
    expect(text().match(/,no\r\n/g)).toHaveLength(2)
  })

  it('keys that the page hides until somebody signs in are in no file', async () => {
    const { save, text } = exporting([list(eu, [key('1')]), list(us, [key('2')])], {
      connections,
      sessions: [session(eu), session(us, { kind: 'signed-out', reason: 'over' })],
    })
    expect(await save(request())).toMatchObject({ count: 1, incomplete: ['US-1'] })
    expect(text()).not.toContain('Key 2')
  })

  it('a console that is filtered out is not missing', async () => {
    const { save, text } = exporting([list(eu, [key('1')])], { connections })
    const filters = { ...noFilters, consoles: [eu] }
    expect(await save(request({}, { filters }))).toMatchObject({ count: 1, incomplete: [] })
    expect(text()).not.toContain('US-1')
  })

  it('two consoles of one name are told apart', async () => {
    const twins = [connection(eu, 'EU'), { ...connection(us, 'EU'), origin: 'https://other.example:1280' }]
    const { save, text } = exporting([list(eu, [key('1')]), list(us, [key('2')])], { connections: twins })
    await save(request())
    expect(text()).toContain('EU (https://eu.example:1280),Key 1')
    expect(text()).toContain('EU (https://other.example:1280),Key 2')
  })
})

it('hostile texts are inert in both formats', async () => {
  const hostile = key('1', { description: '=1+1\u202E\u200B', companyName: '@SUM(A1)', userName: '+x' })
  const { save, text, json } = exporting([list(eu, [hostile])], { connections: [connection(eu, '=EU')] })
  await save(request({ columns: ['description', 'company', 'owner'] }))
  expect(text()).toContain(`'=EU,'=1+1[U+202E][U+200B],'@SUM(A1),'+x,`)
  rmSync(path.join(dir, 'keys'))
  await save(request({ format: 'json' }))
  expect(json().keys[0].description).toBe('=1+1[U+202E][U+200B]')
})

it('a cancelled dialog writes and notes nothing; a file that is there stays', async () => {
  const cancelled = exporting([list(eu, [key('1')])], undefined, () => null)
  expect(await cancelled.save(request())).toBeNull()
  expect(cancelled.events).toEqual([])
  expect(readdirSync(dir)).toEqual([])
  const { save, events, text } = exporting([list(eu, [key('1')])])
  await save(request())
  const before = text()
  await expect(save(request({ format: 'json' }))).rejects.toMatchObject({
    code: 'save-failed',
    detail: { reason: 'exists' },
  })
  expect(text()).toBe(before)
  expect(events).toHaveLength(1)
})

it('50,000 keys are one file', async () => {
  const keys = Array.from({ length: 50_000 }, (_, index) => key(String(index)))
  const { save, text } = exporting([list(eu, keys)])
  expect(await save(request({ columns: [...exportColumns] }))).toMatchObject({ count: 50_000 })
  expect(text().split('\r\n')).toHaveLength(50_002)
})
