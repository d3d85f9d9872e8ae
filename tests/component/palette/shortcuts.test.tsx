// The table of shortcuts against what is handled: grid, screen, menu; and the sheet that shows it.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { menuTemplate } from '../../../src-main/window/menu'
import { commandOf, type GridSize, type KeyPress } from '../../../src-renderer/keys/grid-keyboard'
import { screenCommandOf } from '../../../src-renderer/keys/screen-keys'
import { ShortcutSheet } from '../../../src-renderer/palette/shortcut-sheet'
import {
  acceleratorOf,
  isPress,
  keysText,
  pressOf,
  type ShortcutId,
  shortcutIds,
  shortcuts,
  shortcutText,
} from '../../../src-shared/shortcuts'
import { app, show, topics } from '../fake-bridge'

const size: GridSize = { rows: 100, columns: 7, page: 10, hasHeader: true }
const cells = { grid: { row: 50, column: 3 }, headings: { row: -1, column: 3 } } as const
type InGrid = keyof typeof cells

/** Every key that a keyboard has and a shortcut could use. */
const keys = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789,./-=',
  ' ',
  'Enter',
  'Escape',
  'Tab',
  'Backspace',
  'Delete',
  'Insert',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'ContextMenu',
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
]
const flags = [false, true]
const presses: KeyPress[] = keys.flatMap((key) =>
  flags.flatMap((shift) => flags.flatMap((command) => flags.map((alt) => ({ key, shift, command, alt })))),
)
const nameOf = ({ key, shift, command, alt }: KeyPress) =>
  `${command ? 'Ctrl+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`
const pressesOf = (id: ShortcutId): KeyPress[] => (id === 'typeahead' ? [] : shortcuts[id].keys.map(pressOf))
const inTable = (place: string) =>
  new Set<string>(
    shortcutIds
      .filter((id) => shortcuts[id].place === place)
      .flatMap((id) => shortcuts[id].keys.map((one) => nameOf(pressOf(one)))),
  )

describe('every shortcut of the table is handled, and nothing else is', () => {
  it.each(Object.keys(cells) as InGrid[])('%s', (place) => {
    const ofPlace = (id: ShortcutId) =>
      shortcuts[id].place === place || (place === 'headings' && shortcuts[id].place === 'grid')
    const listed = shortcutIds.filter((id) => shortcuts[id].place === place).flatMap(pressesOf)
    for (const press of listed) expect(commandOf(press, cells[place], size), nameOf(press)).not.toBeNull()

    // From a heading, moving and selecting works as in the rows.
    const known = shortcutIds.filter(ofPlace).flatMap(pressesOf)
    for (const press of presses) {
      const command = commandOf(press, cells[place], size)
      if (command === null || command.kind === 'type') continue
      const sameKey = known.filter(({ key }) => key === press.key)
      // A way to move works with Shift and Ctrl too; the table has a line for what those add.
      const isTold =
        command.kind === 'move'
          ? sameKey.length > 0
          : sameKey.some((told) => {
              const same = commandOf(told, cells[place], size)
              return JSON.stringify(same) === JSON.stringify(command)
            })
      expect(isTold, nameOf(press)).toBe(true)
    }
  })

  it('letters go to a key', () => {
    expect(commandOf({ key: 'g', shift: false, command: false, alt: false }, cells.grid, size)).toEqual({
      kind: 'type',
      character: 'g',
    })
    expect(shortcuts.typeahead.keys).toEqual(['Letters'])
  })

  it('keys screen', () => {
    const event = ({ key, shift, command, alt }: KeyPress) =>
      new KeyboardEvent('keydown', { key, shiftKey: shift, ctrlKey: command, altKey: alt })
    const handled = presses.filter((press) => screenCommandOf(event(press)) !== null).map(nameOf)
    // Its own listener has the export (palette-host.tsx), since that works wherever the focus is.
    const listed = [...inTable('keys')].filter((name) => name !== nameOf(pressOf(acceleratorOf('export'))))
    expect(handled.sort()).toEqual(listed.sort())
  })

  it('the menu has no key that the table lacks, and every one of the table that works anywhere', () => {
    const template = menuTemplate({
      isMac: false,
      packaged: true,
      consoles: Array.from({ length: 9 }, (_, index) => `C${index}`),
      send: () => {},
    })
    const items = template.flatMap((top) => (Array.isArray(top.submenu) ? top.submenu : []))
    const own = items.flatMap(({ role, accelerator }) =>
      role === undefined && typeof accelerator === 'string' ? [accelerator] : [],
    )
    const listed = new Set<string>(shortcutIds.flatMap((id) => shortcuts[id].keys))
    for (const accelerator of own) expect(listed, accelerator).toContain(accelerator)
    for (const id of shortcutIds)
      if (shortcuts[id].place === 'anywhere')
        for (const accelerator of shortcuts[id].keys) expect(own, id).toContain(accelerator)
    // Two items with one key: one of them would be dead.
    const roles: Readonly<Record<string, string>> = { resetZoom: 'CmdOrCtrl+0', selectAll: 'CmdOrCtrl+A' }
    const all = [...own, ...items.flatMap(({ role }) => (role && roles[role]) || [])]
    expect(new Set(all).size).toBe(all.length)
  })

  it('no two of them share a key in one place', () => {
    for (const place of ['anywhere', 'keys', 'grid', 'headings'] as const) {
      const wide = place === 'anywhere' || place === 'keys' ? ['anywhere', 'keys'] : [place]
      const used = shortcutIds
        .filter((id) => wide.includes(shortcuts[id].place))
        .flatMap((id) => [...shortcuts[id].keys])
      expect(new Set(used).size).toBe(used.length)
    }
  })
})

describe('words of a shortcut', () => {
  it.each([
    ['palette', 'Ctrl+K', '⌘K'],
    ['new-advanced-key', 'Ctrl+Shift+N', '⌘⇧N'],
    ['refresh', 'F5', 'F5'],
    ['next-key', '↓', '↓'],
  ] as const)('%s', (id, elsewhere, mac) => {
    expect(shortcutText(id, 'linux')).toBe(elsewhere)
    expect(shortcutText(id, 'windows')).toBe(elsewhere)
    expect(shortcutText(id, 'macos')).toBe(mac)
  })
  it('a sign counts with and without Shift; a letter does not', () => {
    const press = (key: string, shiftKey: boolean, id: ShortcutId) =>
      isPress(id, { key, shiftKey, ctrlKey: true, metaKey: false, altKey: false })
    expect(press('/', false, 'shortcuts')).toBe(true)
    expect(press('/', true, 'shortcuts')).toBe(true)
    expect(press('k', false, 'palette')).toBe(true)
    expect(press('K', true, 'palette')).toBe(false)
    expect(press('N', true, 'new-advanced-key')).toBe(true)
  })
})

it('the sheet has every line of the table, as this system writes keys, and closes', async () => {
  let closed = 0
  await show(<ShortcutSheet onClose={() => closed++} />, topics({ app: app({ platform: 'macos' }) }))
  const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const id of shortcutIds) {
    const { label, keys: all, place } = shortcuts[id]
    const table = within(sheet).getByRole('table', {
      name: {
        anywhere: 'Anywhere',
        keys: 'API keys',
        grid: 'In the list of keys',
        headings: 'On a column heading',
      }[place],
    })
    const row = within(table).getByRole('rowheader', { name: label }).closest('tr')
    expect(row?.textContent).toContain(keysText(all[0] ?? '', 'macos'))
  }
  await userEvent.keyboard('{Escape}')
  expect(closed).toBe(1)
})
