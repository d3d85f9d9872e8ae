// What the page asks for when it exports keys: which list, which part of it, which columns. The rows themselves are main's.
import { z } from 'zod'
import { exportColumns } from './export-columns'
import { columnIds, type Facet } from './key-query'
import { Scope } from './scope'

/** Values of one facet that are chosen; names of owners and companies are as long as a console lets them be. */
const chosen = z.array(z.string().max(4096)).max(2000)

/** The scope, search, filters and order of the list, in the form that crosses the bridge. */
const Shown = z.object({
  scope: Scope,
  text: z.string().max(32_768),
  filters: z.object({
    consoles: chosen,
    companies: chosen,
    owners: chosen,
    types: chosen,
    access: chosen,
    scopes: chosen,
    statuses: chosen,
    ages: chosen,
  } satisfies Record<Facet, typeof chosen>),
  sort: z.object({ column: z.enum(columnIds), direction: z.enum(['ascending', 'descending']) }),
})

export const KeyExport = z.object({
  shown: Shown,
  columns: z.array(z.enum(exportColumns)).min(1).max(exportColumns.length),
  format: z.enum(['csv', 'json']),
})
export type KeyExport = z.infer<typeof KeyExport>

export const SavedExport = z.object({
  fileName: z.string(),
  folder: z.string(),
  /** Keys in the file. */
  count: z.int(),
  /** Names of consoles whose list is not whole; the file says so too. */
  incomplete: z.array(z.string()),
})
export type SavedExport = z.infer<typeof SavedExport>
