// Puts rows in order: each console's list is sorted once per column, then the lists are merged.
import {
  accessWords,
  type ColumnId,
  type KeyRow,
  markWords,
  type Sort,
  statusLabels,
  typeWords,
} from './key-query'
import type { ConsoleRows } from './key-rows'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const compareTexts = (a: string, b: string) => (a === b ? 0 : collator.compare(a, b))

const statusOrder = Object.keys(statusLabels)
const markOrder = Object.keys(markWords)

/** Columns that are ordered by a number; NaN: not known, always last. */
const numbers: Readonly<Partial<Record<ColumnId, (row: KeyRow) => number>>> = {
  created: (row) => row.created ?? Number.NaN,
  age: (row) => (row.created === null ? Number.NaN : -row.created),
  status: (row) => statusOrder.indexOf(row.key.status.word),
  mark: (row) => (row.mark === null ? Number.NaN : markOrder.indexOf(row.mark)),
}

const texts: Readonly<Partial<Record<ColumnId, (row: KeyRow) => string>>> = {
  description: (row) => row.description,
  type: (row) => typeWords[row.key.type],
  access: (row) => accessWords[row.access],
  owner: (row) => row.owner,
  company: (row) => row.company,
  console: (row) => row.console,
  scope: (row) => row.scopes.join(', '),
  ownerRole: (row) => row.ownerRole,
  ownerStatus: (row) => row.ownerStatus,
  mfa: (row) => row.mfa,
}

/** Place of each different text in the order of the person's language; comparing places is far cheaper than texts. */
function places(rows: readonly KeyRow[], text: (row: KeyRow) => string): Float64Array {
  const different = [...new Set(rows.map(text))].sort(collator.compare)
  const place = new Map<string, number>()
  let last = -1
  different.forEach((value, index) => {
    const before = different[index - 1]
    if (before === undefined || collator.compare(before, value) !== 0) last = index
    place.set(value, last)
  })
  return Float64Array.from(rows, (row) => place.get(text(row)) ?? 0)
}

function columnPlaces(rows: readonly KeyRow[], column: ColumnId): Float64Array {
  const number = numbers[column]
  if (number) return Float64Array.from(rows, number)
  return places(rows, texts[column] ?? (() => ''))
}

interface Sorted {
  readonly places: Map<ColumnId, Float64Array>
  readonly orders: Map<string, readonly KeyRow[]>
}
const known = new WeakMap<ConsoleRows, Sorted>()
/** The list of each console that was sorted last; a list that is gone is not held by it. */
const latest = new Map<string, WeakRef<ConsoleRows>>()

function sortedAnew(
  { rows }: ConsoleRows,
  { column, direction }: Sort,
  byColumn: Sorted['places'],
): KeyRow[] {
  const of = (id: ColumnId) => {
    const found = byColumn.get(id) ?? columnPlaces(rows, id)
    byColumn.set(id, found)
    return found
  }
  const first = of(column)
  const second = of('description')
  const sign = direction === 'ascending' ? 1 : -1
  const order = Uint32Array.from(rows.keys()).sort((a, b) => {
    const one = first[a] ?? 0
    const other = first[b] ?? 0
    if (Number.isNaN(one) || Number.isNaN(other)) {
      const unknown = Number(Number.isNaN(one)) - Number(Number.isNaN(other))
      if (unknown !== 0) return unknown
    } else if (one !== other) return (one - other) * sign
    return (second[a] ?? 0) - (second[b] ?? 0) || a - b
  })
  const sorted: KeyRow[] = []
  for (const index of order) {
    const row = rows[index]
    if (row) sorted.push(row)
  }
  return sorted
}

/** Above this part of a list, sorting it anew is the cheaper way. */
const mostAdded = 1 / 8

/** The order of a list that differs from a sorted one in few rows: the others keep their order, the new ones are put in. */
function sortedFrom(before: readonly KeyRow[], { rows }: ConsoleRows, sort: Sort): KeyRow[] | null {
  const place = new Map(rows.map((row, index) => [row, index]))
  const old = new Set(before)
  const added = rows.filter((row) => !old.has(row))
  if (added.length > rows.length * mostAdded) return null
  const stayed = before.filter((row) => place.has(row))
  const inOrder = comparer(sort)
  const compare = (a: KeyRow, b: KeyRow) => inOrder(a, b) || (place.get(a) ?? 0) - (place.get(b) ?? 0)
  const sorted: KeyRow[] = []
  let from = 0
  for (const row of added.sort(compare)) {
    let low = from
    let high = stayed.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = stayed[middle]
      if (other !== undefined && compare(other, row) < 0) low = middle + 1
      else high = middle
    }
    for (let index = from; index < low; index += 1) sorted.push(stayed[index] as KeyRow)
    sorted.push(row)
    from = low
  }
  return sorted.concat(stayed.slice(from))
}

function sortedList(list: ConsoleRows, sort: Sort): readonly KeyRow[] {
  const memory: Sorted = known.get(list) ?? { places: new Map(), orders: new Map() }
  known.set(list, memory)
  const name = `${sort.column} ${sort.direction}`
  const already = memory.orders.get(name)
  if (already) return already
  const last = latest.get(list.connectionId)?.deref()
  const before = last && known.get(last)?.orders.get(name)
  latest.set(list.connectionId, new WeakRef(list))
  const sorted = (before && sortedFrom(before, list, sort)) ?? sortedAnew(list, sort, memory.places)
  // One order per list is enough: the next one is made from the same places.
  memory.orders.clear()
  memory.orders.set(name, sorted)
  return sorted
}

function comparer({ column, direction }: Sort): (a: KeyRow, b: KeyRow) => number {
  const sign = direction === 'ascending' ? 1 : -1
  const number = numbers[column]
  const text = texts[column] ?? (() => '')
  const second = (a: KeyRow, b: KeyRow) => compareTexts(a.description, b.description)
  if (!number) return (a, b) => compareTexts(text(a), text(b)) * sign || second(a, b)
  return (a, b) => {
    const one = number(a)
    const other = number(b)
    if (Number.isNaN(one) || Number.isNaN(other))
      return Number(Number.isNaN(one)) - Number(Number.isNaN(other)) || second(a, b)
    return (one - other) * sign || second(a, b)
  }
}

function merged(
  a: readonly KeyRow[],
  b: readonly KeyRow[],
  compare: (a: KeyRow, b: KeyRow) => number,
): readonly KeyRow[] {
  const all: KeyRow[] = []
  let left = 0
  let right = 0
  for (;;) {
    const one = a[left]
    const other = b[right]
    if (one !== undefined && (other === undefined || compare(one, other) <= 0)) {
      all.push(one)
      left += 1
    } else if (other !== undefined) {
      all.push(other)
      right += 1
    } else return all
  }
}

/**
 * A function that orders all rows by a column. Equal rows follow each other by description, then in the consoles' order,
 * in both directions; rows without a value of time or mark come last. A list that stays the same is not sorted again.
 */
export function createSorter(lists: readonly ConsoleRows[]): (sort: Sort) => readonly KeyRow[] {
  return (sort) => {
    const compare = comparer(sort)
    let round = lists.map((list) => sortedList(list, sort))
    // In pairs, so that a row is compared as often as the lists can be halved.
    while (round.length > 1) {
      const next: (readonly KeyRow[])[] = []
      for (let index = 0; index < round.length; index += 2) {
        const [a = [], b] = round.slice(index, index + 2)
        next.push(b === undefined ? a : merged(a, b, compare))
      }
      round = next
    }
    return round[0] ?? []
  }
}
