// The columns of the key grid: their order, names and widths.
import { type ColumnId, columnIds } from '../../src-shared/key-query'

export interface Column {
  readonly id: ColumnId
  readonly label: string
  /** Track of the CSS grid while the person has not set a width; rem so that states stay whole with larger text. */
  readonly track: string
  /** Least width in rem of that track; summed up it is where the grid begins to scroll sideways. */
  readonly leastRem: number
}

const described: Readonly<Record<ColumnId, Omit<Column, 'id'>>> = {
  description: { label: 'Description', track: 'minmax(9.25rem, 2.2fr)', leastRem: 9.25 },
  type: { label: 'Type', track: '6rem', leastRem: 6 },
  access: { label: 'Access', track: '6.25rem', leastRem: 6.25 },
  owner: { label: 'Owner', track: 'minmax(6.125rem, 1fr)', leastRem: 6.125 },
  company: { label: 'Company', track: 'minmax(6.125rem, 1fr)', leastRem: 6.125 },
  status: { label: 'Status', track: '6.75rem', leastRem: 6.75 },
  created: { label: 'Created', track: '6.25rem', leastRem: 6.25 },
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
  const template = columns.map(({ id, track }) => (widths[id] === undefined ? track : `${widths[id]}px`))
  const least = columns.map(({ id, leastRem }) =>
    widths[id] === undefined ? `${leastRem}rem` : `${widths[id]}px`,
  )
  return { template: template.join(' '), least: `calc(${least.join(' + ')} + 1rem)` }
}
