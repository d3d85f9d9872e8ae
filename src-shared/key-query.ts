// Search, filter and count keys: pure functions over rows that are prepared once per list (key-rows.ts).
import type { KeyRecord, KeyStatus, KeyType } from './key'
import { hasWords, search, wordsOf } from './row-search'

/** Longest list that is read and shown (decisions D27). */
export const mostKeys = 200_000

export type StatusWord = KeyStatus['word']
export type Access = 'read-only' | 'read-write'
export const columnIds = [
  'description',
  'type',
  'access',
  'owner',
  'company',
  'console',
  'status',
  'created',
  'age',
  'scope',
  'ownerRole',
  'ownerStatus',
  'mfa',
  'mark',
] as const
export type ColumnId = (typeof columnIds)[number]

export interface Sort {
  readonly column: ColumnId
  readonly direction: 'ascending' | 'descending'
}

/** `station`: this computer signs in with it; `elsewhere`: it appeared without this computer's doing. */
export type RowMark = 'station' | 'elsewhere'

/** A key with everything that the grid shows, ready to compare and to draw. Texts are neutralised. */
export interface KeyRow {
  /** Unique over all consoles: `<connectionId>/<keyId>`. */
  readonly rowId: string
  readonly connectionId: string
  readonly key: KeyRecord
  /** Name of the console. */
  readonly console: string
  readonly description: string
  /** Without its domain, unless another owner of the console's list would look the same (decisions D28). */
  readonly owner: string
  /** With its domain. */
  readonly ownerName: string
  readonly ownerRole: string
  readonly ownerStatus: 'enabled' | 'disabled' | 'unknown'
  readonly mfa: 'on' | 'off' | 'unknown'
  readonly company: string
  readonly scopes: readonly string[]
  readonly access: Access
  /** Milliseconds; null where the console sent no usable date. */
  readonly created: number | null
  readonly mark: RowMark | null
  /** Words that only this row has; begins with the folded description. */
  readonly haystack: string
  /** Words of its owner, company, console, type, access and status. */
  readonly common: string
}

export const facets = [
  'consoles',
  'companies',
  'owners',
  'types',
  'access',
  'scopes',
  'statuses',
  'ages',
] as const
export type Facet = (typeof facets)[number]

/** What the person asked for; an empty set lets everything through. Consoles are ids, all else is words or names. */
export interface KeyQuery extends Readonly<Record<Facet, ReadonlySet<string>>> {
  /** Words, all of which must occur somewhere in the row. */
  readonly text: string
}

const nothing: ReadonlySet<string> = new Set()
export const everyKey: KeyQuery = {
  text: '',
  consoles: nothing,
  companies: nothing,
  owners: nothing,
  types: nothing,
  access: nothing,
  scopes: nothing,
  statuses: nothing,
  ages: nothing,
}

/** Rows behind each value of each facet. */
export type Counts = Readonly<Record<Facet, ReadonlyMap<string, number>>>

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
export const markWords: Readonly<Record<RowMark, string>> = {
  station: 'This computer’s key',
  elsewhere: 'Made elsewhere',
}

export type AgeBand = '0-30' | '31-90' | '91-180' | '181-365' | 'over-365' | 'unknown'
/** Youngest first. */
export const ageLabels: Readonly<Record<AgeBand, string>> = {
  '0-30': '0–30 days',
  '31-90': '31–90 days',
  '91-180': '91–180 days',
  '181-365': '181–365 days',
  'over-365': 'Over 365 days',
  unknown: 'Unknown',
}

const dayMs = 86_400_000

/** Whole days; null where the date of creation is not known. */
export function ageInDays(created: number | null, now: number): number | null {
  return created === null ? null : Math.max(0, Math.floor((now - created) / dayMs))
}

export function ageBandOf(created: number | null, now: number): AgeBand {
  const days = ageInDays(created, now)
  if (days === null) return 'unknown'
  if (days <= 30) return '0-30'
  if (days <= 90) return '31-90'
  if (days <= 180) return '91-180'
  return days <= 365 ? '181-365' : 'over-365'
}

const singleValue: Readonly<Record<Exclude<Facet, 'scopes'>, (row: KeyRow, now: number) => string>> = {
  consoles: (row) => row.connectionId,
  companies: (row) => row.company,
  owners: (row) => row.ownerName,
  types: (row) => row.key.type,
  access: (row) => row.access,
  statuses: (row) => row.key.status.word,
  ages: (row, now) => ageBandOf(row.created, now),
}

type Fits = (row: KeyRow) => boolean

function fitsOf(facet: Facet, chosen: ReadonlySet<string>, now: number): Fits {
  if (facet === 'scopes') return (row) => row.scopes.some((scope) => chosen.has(scope))
  const value = singleValue[facet]
  return (row) => chosen.has(value(row, now))
}

const chosenFacets = (query: KeyQuery) => facets.filter((facet) => query[facet].size > 0)

/** Rows that the query lets through, in the given order; the given array itself when it lets everything through. */
export function queryRows(rows: readonly KeyRow[], query: KeyQuery, now: number): readonly KeyRow[] {
  if (isEverything(query)) return rows
  const tests = chosenFacets(query).map((facet) => fitsOf(facet, query[facet], now))
  const conditions = [now, ...facets.map((facet) => query[facet])]
  return search(rows, wordsOf(query.text), conditions, (row) => tests.every((fits) => fits(row)))
}

/**
 * How many rows there would be behind each value of each facet if that facet alone were set to it; the other facets and
 * the words stay. One pass: a row that one facet refuses counts only there.
 */
export function countRows(rows: readonly KeyRow[], query: KeyQuery, now: number): Counts {
  const words = hasWords(wordsOf(query.text))
  const tests = chosenFacets(query).map((facet) => ({ facet, fits: fitsOf(facet, query[facet], now) }))
  /** Let through by all facets, and those that one facet alone refuses. */
  const through: KeyRow[] = []
  const refused = new Map<Facet, KeyRow[]>(tests.map(({ facet }) => [facet, []]))
  for (const row of rows) {
    if (!words(row)) continue
    let refusedBy: Facet | null = null
    let refusals = 0
    for (const { facet, fits } of tests) {
      if (fits(row)) continue
      refusedBy = facet
      refusals += 1
      if (refusals > 1) break
    }
    if (refusedBy === null) through.push(row)
    else if (refusals === 1) refused.get(refusedBy)?.push(row)
  }
  // Facet by facet, since one small map after the other stays in the processor's cache.
  return Object.fromEntries(
    facets.map((facet) => {
      const counts = new Map<string, number>()
      countValues(counts, through, facet, now)
      countValues(counts, refused.get(facet) ?? [], facet, now)
      return [facet, counts]
    }),
  ) as unknown as Counts
}

function countValues(counts: Map<string, number>, rows: readonly KeyRow[], facet: Facet, now: number): void {
  const add = (value: string) => counts.set(value, (counts.get(value) ?? 0) + 1)
  if (facet === 'scopes') {
    for (const row of rows) for (const scope of row.scopes) add(scope)
    return
  }
  const value = singleValue[facet]
  for (const row of rows) add(value(row, now))
}

export function isEverything(query: KeyQuery): boolean {
  return query.text.trim() === '' && facets.every((facet) => query[facet].size === 0)
}
