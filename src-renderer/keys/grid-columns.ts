// The columns of the key grid: their order, names and widths.
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
  status: { label: 'Status', least: '2.125rem + 11ch', share: 0 },
  created: { label: 'Created', least: '1rem + 10.6ch', share: 0 },
}

export const columns: readonly Column[] = columnIds.map((id) => ({ id, ...described[id] }))

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
export function tracksOf(widths: Widths): { template: string; least: string } {
  const template = columns.map(({ id, least, share }) => {
    const px = widths[id]
    if (px !== undefined) return `${px}px`
    return share === 0 ? `calc(${least})` : `minmax(${least}, ${share}fr)`
  })
  const sum = columns.map(({ id, least }) => (widths[id] === undefined ? least : `${widths[id]}px`))
  return { template: template.join(' '), least: `calc(${sum.join(' + ')} + 1rem)` }
}
