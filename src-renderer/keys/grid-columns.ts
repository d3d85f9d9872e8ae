// The columns of the key grid: their names and widths, which are shown and in which order.
import { type ColumnId, columnIds } from '../../src-shared/key-query'

export interface Column {
  readonly id: ColumnId
  readonly label: string
  /**
   * Least width while the person has not set one, and share of the room that is left. In rem and ch, so that types,
   * access and states stay whole in any font and size.
   */
  readonly least: string
  readonly share: number
}

const described: Readonly<Record<ColumnId, Omit<Column, 'id'>>> = {
  description: { label: 'Description', least: '8.5rem', share: 2.2 },
  type: { label: 'Type', least: '2.125rem + 7.8ch', share: 0 },
  access: { label: 'Access', least: '2.125rem + 8.6ch', share: 0 },
  owner: { label: 'Owner', least: '5.5rem', share: 1 },
  company: { label: 'Company', least: '5.5rem', share: 1 },
  console: { label: 'Console', least: '5rem', share: 0.8 },
  status: { label: 'Status', least: '2.125rem + 11ch', share: 0 },
  created: { label: 'Created', least: '1rem + 10.6ch', share: 0 },
  age: { label: 'Age', least: '1rem + 8ch', share: 0 },
  scope: { label: 'Scope', least: '5rem', share: 0.5 },
  ownerRole: { label: 'Owner role', least: '6rem', share: 0.8 },
  ownerStatus: { label: 'Owner status', least: '2.125rem + 9ch', share: 0 },
  mfa: { label: 'Owner MFA', least: '1rem + 9ch', share: 0 },
  mark: { label: 'Origin', least: '2.125rem + 13ch', share: 0 },
}

export const columnOf = (id: ColumnId): Column => ({ id, ...described[id] })
export const allColumns: readonly Column[] = columnIds.map(columnOf)

/** What the grid shows until the person chooses. */
function usualColumns(hasSeveralConsoles: boolean): readonly ColumnId[] {
  const usual = ['description', 'type', 'access', 'owner', 'company', 'status', 'created'] as const
  return hasSeveralConsoles ? usual.flatMap((id) => (id === 'status' ? ['console', id] : [id])) : usual
}

const isColumn = (name: string): name is ColumnId => (columnIds as readonly string[]).includes(name)

/** @param chosen From the settings; empty: the usual ones. The description is always shown, first where it is missing. */
export function shownColumns(chosen: readonly string[], hasSeveralConsoles: boolean): readonly Column[] {
  const known = [...new Set(chosen.filter(isColumn))]
  if (known.length === 0) return usualColumns(hasSeveralConsoles).map(columnOf)
  const named: ColumnId[] = known.includes('description') ? known : ['description', ...known]
  return named.map(columnOf)
}

/** Below 800 px a row has two lines with fixed places. */
export const narrowColumns = (hasSeveralConsoles: boolean): readonly Column[] =>
  usualColumns(hasSeveralConsoles).map(columnOf)

/** The order after a column went one place to the left or right; the same list where it cannot. */
export function movedColumn(ids: readonly ColumnId[], id: ColumnId, by: 1 | -1): readonly ColumnId[] {
  const from = ids.indexOf(id)
  const to = from + by
  const other = ids[to]
  if (from < 0 || other === undefined) return ids
  return ids.map((one, index) => (index === from ? other : index === to ? id : one))
}

/** The order with a column shown or not; a new one stands where the usual order has it. */
export function toggledColumn(ids: readonly ColumnId[], id: ColumnId, isShown: boolean): readonly ColumnId[] {
  if (!isShown) return id === 'description' ? ids : ids.filter((one) => one !== id)
  if (ids.includes(id)) return ids
  const place = columnIds.indexOf(id)
  const before = ids.findLastIndex((one) => columnIds.indexOf(one) < place)
  return [...ids.slice(0, before + 1), id, ...ids.slice(before + 1)]
}

/** Narrowest and widest column that can be set, in px (the contract of the setting allows 48 to 1,200). */
const leastPx = 64
const mostPx = 1200

export type Widths = Readonly<Partial<Record<ColumnId, number>>>

export function widthWithin(px: number): number {
  return Math.round(Math.min(Math.max(px, leastPx), mostPx))
}

/** The columns of the setting that this version knows, within bounds. */
export function knownWidths(saved: Readonly<Record<string, number>>): Widths {
  const widths: Partial<Record<ColumnId, number>> = {}
  for (const id of columnIds) {
    const px = saved[id]
    if (px !== undefined) widths[id] = widthWithin(px)
  }
  return widths
}

/** Values of `grid-template-columns` and `min-width` for the rows. */
export function tracksOf(columns: readonly Column[], widths: Widths): { template: string; least: string } {
  const template = columns.map(({ id, least, share }) => {
    const px = widths[id]
    if (px !== undefined) return `${px}px`
    return share === 0 ? `calc(${least})` : `minmax(${least}, ${share}fr)`
  })
  const sum = columns.map(({ id, least }) => (widths[id] === undefined ? least : `${widths[id]}px`))
  return { template: template.join(' '), least: `calc(${sum.join(' + ')} + 1rem)` }
}
