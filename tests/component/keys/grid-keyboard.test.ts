// Every key of the grid's keyboard map, at its edges too.
import { expect, test } from 'vitest'
import { commandOf, type GridSize, type KeyPress } from '../../../src-renderer/keys/grid-keyboard'

const size: GridSize = { rows: 100, columns: 7, page: 20, hasHeader: true }
function press(keys: string): KeyPress {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  return {
    key: key === 'Space' ? ' ' : key,
    shift: parts.includes('Shift'),
    command: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
  }
}

test.each([
  ['ArrowDown', 5, 2, 6, 2],
  ['ArrowDown', 99, 2, 99, 2],
  ['ArrowDown', -1, 2, 0, 2],
  ['ArrowUp', 0, 2, -1, 2],
  ['ArrowUp', -1, 2, -1, 2],
  ['ArrowRight', 5, 6, 5, 6],
  ['ArrowRight', 5, 2, 5, 3],
  ['ArrowLeft', 5, 0, 5, 0],
  ['Home', 5, 4, 5, 0],
  ['End', 5, 4, 5, 6],
  ['Ctrl+Home', 5, 4, 0, 0],
  ['Ctrl+End', 5, 4, 99, 6],
  ['PageDown', 5, 4, 25, 4],
  ['PageDown', 90, 4, 99, 4],
  ['PageDown', -1, 4, 20, 4],
  ['PageUp', 50, 4, 30, 4],
  ['PageUp', 10, 4, 0, 4],
  ['PageUp', -1, 4, -1, 4],
])('%s at row %i, column %i goes to %i, %i', (keys, row, column, toRow, toColumn) => {
  expect(commandOf(press(keys), { row, column }, size)).toMatchObject({
    kind: 'move',
    to: { row: toRow, column: toColumn },
    extend: false,
  })
})

test.each([
  ['Shift+ArrowDown', true, false],
  ['Shift+PageUp', true, false],
  ['Shift+ArrowRight', false, true],
  ['Ctrl+ArrowDown', false, true],
  ['ArrowDown', false, false],
  ['ArrowRight', false, true],
  ['Ctrl+Shift+End', true, false],
])('%s: extends %s, leaves the selection %s', (keys, extend, leaveSelection) => {
  expect(commandOf(press(keys), { row: 50, column: 2 }, size)).toMatchObject({ extend, leaveSelection })
})

test.each([
  ['Space', { kind: 'toggle' }],
  ['Shift+Space', { kind: 'select-range' }],
  ['Ctrl+a', { kind: 'select-all' }],
  ['Escape', { kind: 'clear' }],
  ['Enter', { kind: 'act', action: 'open' }],
  ['F2', { kind: 'act', action: 'edit' }],
  ['Delete', { kind: 'act', action: 'remove' }],
  ['Ctrl+e', { kind: 'act', action: 'enable' }],
  ['Ctrl+D', { kind: 'act', action: 'disable' }],
  ['Shift+F10', { kind: 'act', action: 'menu' }],
  ['ContextMenu', { kind: 'act', action: 'menu' }],
  ['g', { kind: 'type', character: 'g' }],
  ['é', { kind: 'type', character: 'é' }],
])('%s in a row', (keys, command) => {
  expect(commandOf(press(keys), { row: 3, column: 0 }, size)).toEqual(command)
})

test.each([
  ['Enter', { kind: 'sort' }],
  ['Space', { kind: 'sort' }],
  ['Alt+ArrowLeft', { kind: 'resize', byPx: -16 }],
  ['Alt+ArrowRight', { kind: 'resize', byPx: 16 }],
  ['Delete', null],
  ['F2', null],
])('%s in the header', (keys, command) => {
  expect(commandOf(press(keys), { row: -1, column: 0 }, size)).toEqual(command)
})

test.each(['Tab', 'F5', 'F6', 'Ctrl+f', 'Ctrl+n', 'Alt+ArrowLeft', 'Shift', 'F4', 'Ctrl+Shift+e'])(
  '%s is left to the page',
  (keys) => {
    expect(commandOf(press(keys), { row: 3, column: 0 }, size)).toBeNull()
  },
)

test('without a header, and without rows', () => {
  const narrow = { ...size, hasHeader: false }
  expect(commandOf(press('ArrowUp'), { row: 0, column: 0 }, narrow)).toMatchObject({ to: { row: 0 } })
  const empty = { ...size, rows: 0 }
  expect(commandOf(press('ArrowDown'), { row: -1, column: 0 }, empty)).toMatchObject({ to: { row: -1 } })
  expect(commandOf(press('Ctrl+Home'), { row: -1, column: 3 }, empty)).toMatchObject({ to: { row: -1 } })
})
