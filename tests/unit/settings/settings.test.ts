// Settings that survive: kept with mode 0600, damaged files set aside and told, unwritable folders tolerated.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createSettings, type SettingsStore } from '../../../src-main/settings/settings'
import { defaults } from '../../../src-main/settings/settings-file'
import type { Connection } from '../../../src-shared/connection'
import { settings as table } from '../../../src-shared/settings'

let dir: string
let aside: string[]
let notWritable: number
const file = () => path.join(dir, 'settings.json')
const kept = () => JSON.parse(readFileSync(file(), 'utf8'))
const opened: SettingsStore[] = []
function open(): SettingsStore {
  const settings = createSettings({
    dir,
    now: () => new Date('2026-02-03T04:05:06Z'),
    onSetAside: (name) => aside.push(name),
    onNotWritable: () => {
      notWritable += 1
    },
  })
  opened.push(settings)
  return settings
}
/** The store comes with the first write. */
const written = () => Promise.all(opened.map((one) => one.written()))

const connection: Connection = {
  id: '0b0fbd9e-96ad-4a6c-9d0a-000000000001',
  name: 'EU-1',
  origin: 'https://vspc.example:1280',
  pin: null,
  userName: 'anna',
  group: '',
  color: 'none',
  tag: null,
}
const whole = {
  schema: 1,
  settings: { ...defaults.settings, theme: 'dark' },
  connections: [connection],
  window: { x: 1, y: 2, width: 900, height: 700, maximized: true },
}

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kw-settings-'))
  aside = []
  notWritable = 0
})

describe('settings', () => {
  it('begin with the defaults of the table and write nothing by themselves', () => {
    const settings = open()
    expect(settings.cell.get()).toEqual(
      Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row.default])),
    )
    expect(settings.connectionsStore.read()).toEqual([])
    expect(settings.windowBounds.read()).toBeNull()
    expect(readdirSync(dir)).toEqual([])
    expect(aside).toEqual([])
  })
  it('are there again after a restart, readable by their owner only (S-33)', async () => {
    const settings = open()
    const seen: string[] = []
    settings.cell.watch(({ theme }) => seen.push(theme))
    settings.set({ name: 'theme', value: 'dark' })
    settings.connectionsStore.write([connection])
    settings.windowBounds.write(whole.window)
    await written()
    expect(seen).toEqual(['dark'])
    const again = open()
    expect(again.cell.get().theme).toBe('dark')
    expect(again.connectionsStore.read()).toEqual([connection])
    expect(again.windowBounds.read()).toEqual(whole.window)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })
  it('tighten a file that others could read (S-33)', async () => {
    writeFileSync(file(), JSON.stringify(whole))
    chmodSync(file(), 0o644)
    open().set({ name: 'density', value: 'touch' })
    await written()
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })
  it('fill in what an older version did not have', () => {
    writeFileSync(file(), JSON.stringify({ ...whole, settings: { theme: 'dark' } }))
    expect(open().cell.get()).toEqual({ ...defaults.settings, theme: 'dark' })
    expect(aside).toEqual([])
  })
  it('drop members that do not belong there, secret-like names above all (S-33)', async () => {
    writeFileSync(
      file(),
      JSON.stringify({
        ...whole,
        refreshToken: 'canary',
        connections: [{ ...connection, password: 'canary' }],
      }),
    )
    open().set({ name: 'theme', value: 'light' })
    await written()
    expect(readFileSync(file(), 'utf8')).not.toContain('canary')
    expect(readFileSync(file(), 'utf8')).not.toMatch(
      /"[^"]*(password|token|secret|private|credential)[^"]*":/i,
    )
  })

  it.each([
    ['empty', ''],
    ['truncated', JSON.stringify(whole).slice(0, 60)],
    ['binary', Buffer.from([0, 255, 254, 1, 2])],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
  ])('set a file aside that is %s, keep it, and work (S-33, N-51)', async (_what, content) => {
    writeFileSync(file(), content)
    const settings = open()
    expect(settings.cell.get()).toEqual(defaults.settings)
    expect(aside).toEqual(['settings.json.corrupt-20260203T040506'])
    expect(readFileSync(path.join(dir, aside[0] ?? ''))).toEqual(Buffer.from(content))
    settings.set({ name: 'theme', value: 'dark' })
    await written()
    expect(open().cell.get().theme).toBe('dark')
    expect(aside).toHaveLength(1)
  })
  it('set a file of 50 MB aside without reading it (N-51)', () => {
    writeFileSync(file(), Buffer.alloc(50 * 1024 * 1024, 0x20))
    expect(open().cell.get()).toEqual(defaults.settings)
    expect(aside).toHaveLength(1)
  })
  it.each([
    ['a wrong theme', { ...whole, settings: { ...whole.settings, theme: 7 } }, { theme: 'system' }],
    ['a newer schema', { ...whole, schema: 2 }, { theme: 'dark' }],
    [
      'a wrong width',
      {
        ...whole,
        settings: { ...whole.settings, grid: { ...defaults.settings.grid, widths: { owner: -1 } } },
      },
      { theme: 'dark', grid: defaults.settings.grid },
    ],
  ])(
    'set a file with %s aside and keep what is right in it (N-51, N-53)',
    async (_what, content, expected) => {
      writeFileSync(file(), JSON.stringify(content))
      const settings = open()
      expect(settings.cell.get()).toMatchObject(expected)
      expect(settings.connectionsStore.read()).toEqual([connection])
      expect(aside).toHaveLength(1)
      await written()
      expect(kept().connections).toEqual([connection])
    },
  )
  it('keep the good connections of a list with a bad one', () => {
    writeFileSync(file(), JSON.stringify({ ...whole, connections: [{ id: 'x' }, connection, null] }))
    expect(open().connectionsStore.read()).toEqual([connection])
    expect(aside).toHaveLength(1)
  })
  it('follow no link (N-52)', async () => {
    const target = path.join(dir, 'elsewhere.json')
    writeFileSync(target, JSON.stringify(whole))
    symlinkSync(target, file())
    expect(open().cell.get()).toEqual(defaults.settings)
    expect(aside).toHaveLength(1)
    expect(readFileSync(target, 'utf8')).toBe(JSON.stringify(whole))
    await written()
    expect(lstatSync(file()).isSymbolicLink()).toBe(false)
  })
  // Windows knows no owners by number.
  it.skipIf(process.getuid === undefined)('do not trust a file that belongs to somebody else (N-52)', () => {
    writeFileSync(file(), JSON.stringify(whole))
    const asSomebodyElse = vi.spyOn(process, 'getuid').mockReturnValue(4711)
    const settings = open()
    asSomebodyElse.mockRestore()
    expect(settings.cell.get()).toEqual(defaults.settings)
    expect(settings.connectionsStore.read()).toEqual([])
    expect(aside).toHaveLength(1)
  })
  it('move a folder of that name out of the way (N-52)', async () => {
    mkdirSync(file())
    open().set({ name: 'theme', value: 'dark' })
    await written()
    expect(kept().settings.theme).toBe('dark')
    expect(aside).toHaveLength(1)
  })
  it('work in memory where nothing can be written, and say so once (N-52)', async () => {
    dir = path.join(import.meta.filename, 'x')
    const settings = open()
    settings.set({ name: 'theme', value: 'dark' })
    settings.connectionsStore.write([connection])
    await written()
    expect(settings.cell.get().theme).toBe('dark')
    expect(settings.connectionsStore.read()).toEqual([connection])
    expect(notWritable).toBe(1)
  })
  // Root may write in every folder.
  it.skipIf(process.getuid?.() === 0)('work over a folder that is read-only (N-52)', async () => {
    writeFileSync(file(), JSON.stringify(whole))
    chmodSync(dir, 0o500)
    const settings = open()
    expect(settings.cell.get().theme).toBe('dark')
    settings.set({ name: 'theme', value: 'light' })
    await written()
    expect(settings.cell.get().theme).toBe('light')
    expect(notWritable).toBe(1)
    chmodSync(dir, 0o700)
  })
})
