// The settings table: schema and default of each setting. A new setting starts here.
import { z } from 'zod'
import { Scope } from './scope'

export const GridLayout = z.object({
  sort: z.object({ column: z.string(), direction: z.enum(['ascending', 'descending']) }),
  /** Widths in CSS px by column; absent columns use their default. */
  widths: z.record(z.string(), z.number().min(48).max(1200)),
  detailsOpen: z.boolean(),
  /** Shown columns in their order; empty: those that the grid chooses. */
  columns: z.array(z.string().max(40)).max(40).default([]),
})

export const Fleet = z.object({
  scope: Scope,
  /** Entries of the console tree whose companies are shown. */
  open: z.array(z.string().max(200)).max(200),
})

export const settings = {
  theme: { schema: z.enum(['system', 'light', 'dark']), default: 'system' },
  density: { schema: z.enum(['compact', 'cosy', 'touch']), default: 'compact' },
  /** Seconds until a copied private key is taken from the clipboard again (S-46). */
  clipboardSeconds: { schema: z.int().min(10).max(120), default: 60 },
  /** Minutes without activity until the app locks (S-26). */
  lockMinutes: { schema: z.int().min(1).max(60), default: 10 },
  /** Minutes until a list is read anew by itself, also when the window gets the focus; 0: only when somebody asks. */
  syncMinutes: { schema: z.int().min(0).max(240), default: 15 },
  /** Not on the settings screen: remembered by the key grid. */
  grid: {
    schema: GridLayout,
    default: {
      sort: { column: 'description', direction: 'ascending' },
      widths: {},
      detailsOpen: true,
      columns: [],
    },
  },
  /** Not on the settings screen: where the person was in the console tree. */
  fleet: { schema: Fleet, default: { scope: { kind: 'all' }, open: [] } },
} as const satisfies Record<string, { schema: z.ZodType; default: unknown }>

export const Settings = z.object({
  theme: settings.theme.schema,
  density: settings.density.schema,
  clipboardSeconds: settings.clipboardSeconds.schema,
  lockMinutes: settings.lockMinutes.schema,
  syncMinutes: settings.syncMinutes.schema,
  grid: settings.grid.schema,
  fleet: settings.fleet.schema,
})
export type Settings = z.infer<typeof Settings>

/** What applies where nothing was chosen. */
export const defaultSettings: Settings = Settings.parse(
  Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.default])),
)

/** One change of one setting. */
export const SettingChange = z.discriminatedUnion('name', [
  z.object({ name: z.literal('theme'), value: settings.theme.schema }),
  z.object({ name: z.literal('density'), value: settings.density.schema }),
  z.object({ name: z.literal('clipboardSeconds'), value: settings.clipboardSeconds.schema }),
  z.object({ name: z.literal('lockMinutes'), value: settings.lockMinutes.schema }),
  z.object({ name: z.literal('syncMinutes'), value: settings.syncMinutes.schema }),
  z.object({ name: z.literal('grid'), value: settings.grid.schema }),
  z.object({ name: z.literal('fleet'), value: settings.fleet.schema }),
])
export type SettingChange = z.infer<typeof SettingChange>
