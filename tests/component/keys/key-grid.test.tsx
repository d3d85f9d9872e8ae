// The grid's roles, numbers, one tab stop, keyboard and focus, over a virtual list with stubbed sizes.
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useMemo, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { movedColumn, shownColumns, type Widths } from '../../../src-renderer/keys/grid-columns'
import { nothingSelected } from '../../../src-renderer/keys/grid-selection'
import { KeyGrid } from '../../../src-renderer/keys/key-grid'
import type { KeyRecord } from '../../../src-shared/key'
import { createSorter } from '../../../src-shared/key-order'
import type { Sort } from '../../../src-shared/key-query'
import { prepareRows } from '../../../src-shared/key-rows'
import { inventoryOf } from './fake-main'
import { sampleKey, sampleKeys, stubSizes } from './sample-keys'

const acted = vi.fn()
const resized = vi.fn()
const gone = vi.fn()

const menu = vi.fn()

const rowsOf = (keys: readonly KeyRecord[]) =>
  prepareRows([{ inventory: inventoryOf([...keys]), consoleName: 'EU-1', stationKeyId: null }])

function Harness({
  keys,
  query = 'all',
  hasHeader = true,
}: {
  readonly keys: readonly KeyRecord[]
  readonly query?: string
  readonly hasHeader?: boolean
}) {
  const [sort, setSort] = useState<Sort>({ column: 'description', direction: 'ascending' })
  const [selection, setSelection] = useState(nothingSelected)
  const [widths, setWidths] = useState<Widths>({})
  const sorter = useMemo(() => createSorter(rowsOf(keys)), [keys])
  const [columns, setColumns] = useState(() => shownColumns([], false))
  return (
    <KeyGrid
      rows={useMemo(() => sorter(sort), [sorter, sort])}
      query={query}
      sort={sort}
      onSort={(column) =>
        setSort((before) => ({
          column,
          direction:
            before.column === column && before.direction === 'ascending' ? 'descending' : 'ascending',
        }))
      }
      columns={columns}
      onMoveColumn={(column, by) => {
        const ids = movedColumn(
          columns.map(({ id }) => id),
          column,
          by,
        )
        setColumns(shownColumns(ids, false))
      }}
      onColumnMenu={(column) => menu(column)}
      widths={widths}
      onResize={(column, px) => {
        resized(column, px)
        if (px !== null) setWidths({ ...widths, [column]: px })
      }}
      selection={selection}
      onSelection={setSelection}
      onAct={(action, subject) =>
        acted(
          action,
          [...subject.ids].map((id) => id.split('/')[1]),
        )
      }
      onGone={gone}
      hasHeader={hasHeader}
    />
  )
}

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  acted.mockReset()
  resized.mockReset()
  gone.mockReset()
  menu.mockReset()
})

const grid = () => screen.getByRole('grid', { name: 'API keys' })
const selected = () =>
  within(grid())
    .getAllByRole('row')
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => row.getAttribute('aria-rowindex'))
const focused = () => [
  document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex'),
  document.activeElement?.getAttribute('aria-colindex'),
]

test('names, counts and indexes of a list of which a part is drawn', () => {
  render(<Harness keys={sampleKeys(10_000)} />)
  expect(grid().getAttribute('aria-rowcount')).toBe('10001')
  expect(grid().getAttribute('aria-colcount')).toBe('7')
  expect(grid().getAttribute('aria-multiselectable')).toBe('true')
  const rows = within(grid()).getAllByRole('row')
  expect(rows.length).toBeLessThan(60)
  expect(rows.map((row) => row.getAttribute('aria-rowindex')).slice(0, 3)).toEqual(['1', '2', '3'])
  expect(
    within(grid())
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['Description', 'Type', 'Access', 'Owner', 'Company', 'Status', 'Created'])
  expect(screen.getByRole('rowheader', { name: 'Key 00001' }).getAttribute('aria-colindex')).toBe('1')
  expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1)
})

test('one tab stop; arrows, Home, End and page keys move the cell focus', async () => {
  const user = userEvent.setup()
  render(<Harness keys={sampleKeys(1000)} />)
  await user.tab()
  expect(focused()).toEqual(['2', '1'])
  await user.keyboard('{ArrowDown}{ArrowRight}')
  expect(focused()).toEqual(['3', '2'])
  await user.keyboard('{End}')
  expect(focused()).toEqual(['3', '7'])
  await user.keyboard('{Control>}{End}{/Control}')
  expect(focused()).toEqual(['1001', '7'])
  await user.keyboard('{PageUp}')
  expect(focused()).toEqual(['982', '7'])
  await user.keyboard('{Control>}{Home}{/Control}{ArrowUp}')
  expect(focused()).toEqual(['1', '1'])
  expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  await user.tab()
  expect(document.activeElement).toBe(document.body)
})

test('a window that became narrow takes the tab stop from its hidden header to the first row', async () => {
  const user = userEvent.setup()
  const { rerender } = render(<Harness keys={sampleKeys(10)} />)
  await user.click(screen.getByRole('columnheader', { name: 'Company' }))
  expect(grid().querySelector('[tabindex="0"]')?.textContent).toBe('Company')
  rerender(<Harness keys={sampleKeys(10)} hasHeader={false} />)
  expect(grid().querySelector('[tabindex="0"]')?.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe(
    '2',
  )
})

test('Space, Shift, Ctrl+A and Escape select', async () => {
  const user = userEvent.setup()
  render(<Harness keys={sampleKeys(10)} />)
  await user.tab()
  await user.keyboard(' {ArrowDown}{ArrowDown} ')
  expect(selected()).toEqual(['2', '4'])
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(selected()).toEqual(['4', '5', '6'])
  await user.keyboard('{Control>}a{/Control}')
  expect(selected()).toHaveLength(10)
  await user.keyboard('{Escape}')
  expect(selected()).toEqual([])
})

test('clicks select: plain, with Ctrl, with Shift', async () => {
  const user = userEvent.setup()
  render(<Harness keys={sampleKeys(10)} />)
  await user.click(screen.getByRole('rowheader', { name: 'Key 00002' }))
  await user.keyboard('{Control>}')
  await user.click(screen.getByRole('rowheader', { name: 'Key 00004' }))
  await user.keyboard('{/Control}')
  expect(selected()).toEqual(['3', '5'])
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('rowheader', { name: 'Key 00006' }))
  await user.keyboard('{/Shift}')
  expect(selected()).toEqual(['5', '6', '7'])
  await user.click(screen.getByRole('rowheader', { name: 'Key 00001' }))
  expect(selected()).toEqual(['2'])
})

test('headers sort by keyboard and by click, and say so', async () => {
  const user = userEvent.setup()
  render(<Harness keys={[sampleKey(1), sampleKey(2, { readOnly: false }), sampleKey(3)]} />)
  await user.tab()
  await user.keyboard('{ArrowUp}{ArrowRight}{ArrowRight}{Enter}')
  const access = screen.getByRole('columnheader', { name: 'Access' })
  expect(access.getAttribute('aria-sort')).toBe('ascending')
  expect(document.activeElement).toBe(access)
  await user.keyboard(' ')
  expect(access.getAttribute('aria-sort')).toBe('descending')
  expect(within(grid()).getAllByRole('rowheader')[0]?.textContent).toContain('Key 00002')
  await user.click(screen.getByRole('columnheader', { name: 'Type' }))
  expect(access.getAttribute('aria-sort')).toBe('none')
})

test('Alt and arrows in a header change its width', async () => {
  const user = userEvent.setup()
  render(<Harness keys={sampleKeys(3)} />)
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 200, 28))
  await user.tab()
  await user.keyboard('{ArrowUp}{Alt>}{ArrowRight}{/Alt}')
  expect(resized).toHaveBeenCalledExactlyOnceWith('description', 216)
  expect(grid().style.getPropertyValue('--tracks')).toMatch(/^216px /)
})

test('keys act on the focused row, or on the selection that it is part of', async () => {
  const user = userEvent.setup()
  render(<Harness keys={sampleKeys(5)} />)
  await user.tab()
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}{Delete}')
  await user.keyboard('{ArrowDown}{F2}{Enter}{Control>}e{/Control}{Shift>}{F10}{/Shift}')
  expect(acted.mock.calls).toEqual([
    ['remove', ['1', '2']],
    ['edit', ['3']],
    ['open', ['3']],
    ['enable', ['3']],
    ['menu', ['3']],
  ])
  await user.dblClick(screen.getByRole('rowheader', { name: 'Key 00005' }))
  expect(acted).toHaveBeenLastCalledWith('open', ['5'])
  fireEvent.contextMenu(screen.getByRole('rowheader', { name: 'Key 00001' }))
  expect(acted).toHaveBeenLastCalledWith('menu', ['1'])
})

test('the focused row stays in the page however far the list is scrolled', async () => {
  const user = userEvent.setup()
  render(<Harness keys={sampleKeys(5000)} />)
  await user.tab()
  await user.keyboard('{ArrowDown}')
  const cell = document.activeElement
  act(() => grid().scrollTo({ top: 100_000 }))
  expect(screen.queryByRole('rowheader', { name: 'Key 00010' })).toBeNull()
  expect(cell?.isConnected).toBe(true)
  expect(document.activeElement).toBe(cell)
})

test('a refresh keeps the focus with its key, or gives it to the neighbour', async () => {
  const user = userEvent.setup()
  const keys = sampleKeys(5)
  const { rerender } = render(<Harness keys={keys} />)
  await user.click(screen.getByRole('rowheader', { name: 'Key 00003' }))
  rerender(<Harness keys={[sampleKey(0), ...keys]} />)
  expect(focused()).toEqual(['5', '1'])
  rerender(<Harness keys={keys.filter((key) => key.id !== '3')} />)
  expect(document.activeElement?.textContent).toContain('Key 00004')
  rerender(<Harness keys={[]} />)
  expect(document.activeElement?.textContent).toContain('Description')
})

test('a grid that goes away with the focus in it says so', async () => {
  const user = userEvent.setup()
  const { unmount } = render(<Harness keys={sampleKeys(5)} />)
  await user.tab()
  await user.tab()
  unmount()
  expect(gone).not.toHaveBeenCalled()
  const again = render(<Harness keys={sampleKeys(5)} />)
  await user.tab()
  again.unmount()
  expect(gone).toHaveBeenCalledOnce()
})

test('another query begins at the first row', async () => {
  const user = userEvent.setup()
  const { rerender } = render(<Harness keys={sampleKeys(100)} />)
  await user.click(screen.getByRole('rowheader', { name: 'Key 00009' }))
  act(() => grid().scrollTo({ top: 400 }))
  rerender(<Harness keys={sampleKeys(100).slice(5)} query="other" />)
  expect(grid().scrollTop).toBe(0)
  expect(grid().querySelector('[tabindex="0"]')?.textContent).toContain('Key 00006')
})

test('typing goes to a description', async () => {
  const user = userEvent.setup()
  render(<Harness keys={[...sampleKeys(300), sampleKey(900, { description: 'Zabbix prod' })]} />)
  await user.tab()
  await user.keyboard('zab')
  expect(document.activeElement?.textContent).toContain('Zabbix prod')
})

test('hidden characters of a description are shown and isolated', () => {
  render(<Harness keys={[sampleKey(1, { description: 'a\u202Eb' }), sampleKey(2, { description: ' ' })]} />)
  const cell = screen.getByRole('rowheader', { name: 'a[U+202E]b' })
  expect(cell.querySelector('bdi')?.textContent).toContain('a[U+202E]b')
  screen.getByRole('rowheader', { name: 'No description' })
})
