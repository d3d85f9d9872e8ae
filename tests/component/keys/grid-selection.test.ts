// Steps from one selection to the next, and jumping by typing.
import { expect, test } from 'vitest'
import {
  all,
  kept,
  movedTo,
  nothingSelected,
  only,
  ranged,
  type Selection,
  toggled,
} from '../../../src-renderer/keys/grid-selection'
import { createTypeahead } from '../../../src-renderer/keys/typeahead'
import { prepareRows } from '../../../src-shared/key-rows'
import { inventoryOf } from './fake-main'
import { sampleKey } from './sample-keys'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: Selection) => [...selection.ids].join('')

test('Space adds and takes away, and what it chose stays while the focus moves on', () => {
  const one = toggled(nothingSelected, 'b')
  expect(ids(movedTo(one, 'c'))).toBe('b')
  const two = toggled(one, 'd')
  expect(ids(two)).toBe('bd')
  expect(ids(toggled(two, 'b'))).toBe('d')
})

test('a clicked row moves along with the arrows until Space keeps it', () => {
  const clicked = only('b')
  const moved = movedTo(clicked, 'c')
  expect(ids(moved)).toBe('c')
  const stays = toggled(moved, 'c')
  expect(ids(stays)).toBe('c')
  expect(ids(movedTo(stays, 'd'))).toBe('c')
  expect(ids(toggled(stays, 'c'))).toBe('')
})

test('ranges grow and shrink around their anchor, in both directions', () => {
  const down = ranged(only('b'), order, 'b', 'd')
  expect(ids(down)).toBe('bcd')
  expect(ids(ranged(down, order, 'd', 'c'))).toBe('bc')
  expect(ids(ranged(down, order, 'd', 'a'))).toBe('ab')
  expect(ids(ranged(nothingSelected, order, 'c', 'd'))).toBe('cd')
})

test('an anchor that is no longer shown is replaced', () => {
  expect(ids(ranged(only('gone'), order, 'd', 'e'))).toBe('de')
  expect(ranged(only('b'), order, 'b', 'gone')).toEqual(only('b'))
})

test('all, and without what is gone', () => {
  expect(ids(all(order))).toBe('abcde')
  const some = ranged(only('b'), order, 'b', 'd')
  expect(ids(kept(some, (id) => id !== 'c'))).toBe('bd')
  expect(kept(some, () => true)).toBe(some)
})

test('typing finds the next description that begins so', () => {
  let now = 0
  const inventory = inventoryOf(
    ['Grafana', 'Café', 'graph', 'Zabbix', 'Gr two'].map((description, index) =>
      sampleKey(index, { description }),
    ),
  )
  const rows = prepareRows([{ inventory, consoleName: 'EU-1', stationKeyId: null }])[0]?.rows ?? []
  const typeahead = createTypeahead(() => now)
  expect(typeahead.next('g', rows, 0)).toBe(2)
  expect(typeahead.next('r', rows, 2)).toBe(2)
  expect(typeahead.isOpen()).toBe(true)
  expect(typeahead.next(' ', rows, 2)).toBe(4)
  now = 1000
  expect(typeahead.isOpen()).toBe(false)
  expect(typeahead.next('g', rows, 4)).toBe(0)
  now = 3000
  expect(typeahead.next('C', rows, 0)).toBe(1)
  now = 5000
  expect(typeahead.next('x', rows, 0)).toBeNull()
  now = 7000
  expect(typeahead.next('g', rows, 0)).toBe(2)
  expect(typeahead.next('g', rows, 2)).toBe(4)
})
