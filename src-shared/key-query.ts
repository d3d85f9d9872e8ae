// Search, filter, sort and count keys: pure functions over rows that are prepared once per list.
import type { KeyRecord, KeyStatus, KeyType } from './key'
import { foldedText, neutralText } from './neutral-text'

/** Longest list that is read and shown (decisions D27). */
export const mostKeys = 200_000

export type StatusWord = KeyStatus['word']
export type Access = 'read-only' | 'read-write'
export const columnIds = ['description', 'type', 'access', 'owner', 'company', 'status', 'created'] as const
export type ColumnId = (typeof columnIds)[number]

export interface Sort {
  readonly column: ColumnId
  readonly direction: 'ascending' | 'descending'
}

/** What the person asked for; an empty set lets everything through. */
export interface KeyQuery {
  /** Words, all of which must occur somewhere in the row. */
  readonly text: string
  readonly types: ReadonlySet<KeyType>
  readonly access: ReadonlySet<Access>
  readonly statuses: ReadonlySet<StatusWord>
}

export const everyKey: KeyQuery = { text: '', types: new Set(), access: new Set(), statuses: new Set() }

/** A key with everything that the grid shows, ready to compare and to draw. Texts are neutralised. */
export interface KeyRow {
  readonly key: KeyRecord
  readonly description: string
  /** Without its domain, unless another owner of the list would look the same (decisions D28). */
  readonly owner: string
  readonly company: string
  readonly access: Access
  /** Milliseconds; null where the console sent no usable date. */
  readonly created: number | null
  readonly haystack: string
}

export interface Counts {
  readonly types: ReadonlyMap<KeyType, number>
  readonly access: ReadonlyMap<Access, number>
  readonly statuses: ReadonlyMap<StatusWord, number>
}

export const typeWords: Readonly<Record<KeyType, string>> = { simple: 'Simple', advanced: 'Advanced' }
export const accessWords: Readonly<Record<Access, string>> = {
  'read-only': 'Read-only',
  'read-write': 'Read-write',
}
/** In the order in which a sort by status shows them. */
export const statusLabels: Readonly<Record<StatusWord, string>> = {
  enabled: 'Enabled',
  disabled: 'Disabled',
  'owner-off': 'Owner off',
  'company-off': 'Company off',
  'rest-off': 'REST off',
  'off-by-system': 'Off by system',
  unknown: 'Unknown',
}
const statusOrder = Object.keys(statusLabels)

/** `NG-VSPC\svc-psa` is `svc-psa`. */
function withoutDomain(userName: string): string {
  return userName.slice(userName.lastIndexOf('\\') + 1) || userName
}

/** Shown owner by full user name: the short form where it is unmistakable. */
function ownerNames(keys: readonly KeyRecord[]): ReadonlyMap<string, string> {
  const bySight = new Map<string, Set<string>>()
  for (const { userName, userUid } of keys) {
    const sight = neutralText(withoutDomain(userName)).toLowerCase()
    const owners = bySight.get(sight)
    if (owners) owners.add(userUid)
    else bySight.set(sight, new Set([userUid]))
  }
  const names = new Map<string, string>()
  for (const { userName } of keys) {
    if (names.has(userName)) continue
    const short = neutralText(withoutDomain(userName))
    const alone = (bySight.get(short.toLowerCase())?.size ?? 0) < 2
    names.set(userName, alone ? short : neutralText(userName))
  }
  return names
}

export function prepareRows(keys: readonly KeyRecord[]): KeyRow[] {
  const owners = ownerNames(keys)
  // Owners and companies repeat thousands of times; fold each once.
  const folds = new Map<string, string>()
  const fold = (text: string) => {
    let folded = folds.get(text)
    if (folded === undefined) {
      folded = foldedText(text)
      folds.set(text, folded)
    }
    return folded
  }
  return keys.map((key) => {
    const access: Access = key.readOnly ? 'read-only' : 'read-write'
    const created = key.createdAt === null ? Number.NaN : Date.parse(key.createdAt)
    const words = `${typeWords[key.type]}\n${accessWords[access]}\n${statusLabels[key.status.word]}\n${key.id}`
    const description = neutralText(key.description)
    // `[U+` finds the keys whose descriptions hide something.
    const named = description === key.description ? '' : description.toLowerCase()
    return {
      key,
      description,
      owner: owners.get(key.userName) ?? neutralText(key.userName),
      company: neutralText(key.companyName),
      access,
      created: Number.isNaN(created) ? null : created,
      haystack: [
        foldedText(key.description),
        named,
        fold(key.userName),
        fold(key.companyName),
        words.toLowerCase(),
      ].join('\n'),
    }
  })
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

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
  if (column === 'created') return Float64Array.from(rows, (row) => row.created ?? Number.NaN)
  if (column === 'status') {
    return Float64Array.from(rows, (row) => statusOrder.indexOf(row.key.status.word))
  }
  const texts: Readonly<Record<Exclude<ColumnId, 'created' | 'status'>, (row: KeyRow) => string>> = {
    description: (row) => row.description,
    type: (row) => typeWords[row.key.type],
    access: (row) => accessWords[row.access],
    owner: (row) => row.owner,
    company: (row) => row.company,
  }
  return places(rows, texts[column])
}

/**
 * A function that orders `rows` by a column. Equal rows follow each other by description, then in the console's order,
 * in both directions; keys without a date come last. Each column is compared once per list.
 */
export function createSorter(rows: readonly KeyRow[]): (sort: Sort) => KeyRow[] {
  const known = new Map<ColumnId, Float64Array>()
  const of = (column: ColumnId) => {
    let found = known.get(column)
    if (!found) {
      found = columnPlaces(rows, column)
      known.set(column, found)
    }
    return found
  }
  return ({ column, direction }) => {
    const first = of(column)
    const second = of('description')
    const sign = direction === 'ascending' ? 1 : -1
    const order = Uint32Array.from(rows.keys()).sort((a, b) => {
      const one = first[a] ?? 0
      const other = first[b] ?? 0
      if (Number.isNaN(one) || Number.isNaN(other)) {
        const dated = Number(Number.isNaN(one)) - Number(Number.isNaN(other))
        if (dated !== 0) return dated
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
}

/**
 * Rows that the query lets through, in the given order, and how many there would be behind each value of each filter
 * if that filter were alone set to it (the other filters and the words stay).
 */
export function queryRows(rows: readonly KeyRow[], query: KeyQuery): { rows: KeyRow[]; counts: Counts } {
  const words = foldedText(query.text).split(/\s+/).filter(Boolean)
  const types = new Map<KeyType, number>()
  const access = new Map<Access, number>()
  const statuses = new Map<StatusWord, number>()
  const count = <V>(map: Map<V, number>, value: V) => map.set(value, (map.get(value) ?? 0) + 1)
  const found: KeyRow[] = []
  for (const row of rows) {
    if (!words.every((word) => row.haystack.includes(word))) continue
    const typeFits = query.types.size === 0 || query.types.has(row.key.type)
    const accessFits = query.access.size === 0 || query.access.has(row.access)
    const statusFits = query.statuses.size === 0 || query.statuses.has(row.key.status.word)
    if (accessFits && statusFits) count(types, row.key.type)
    if (typeFits && statusFits) count(access, row.access)
    if (typeFits && accessFits) count(statuses, row.key.status.word)
    if (typeFits && accessFits && statusFits) found.push(row)
  }
  return { rows: found, counts: { types, access, statuses } }
}

export function isEverything(query: KeyQuery): boolean {
  return query.text.trim() === '' && query.types.size + query.access.size + query.statuses.size === 0
}
