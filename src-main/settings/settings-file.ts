// What settings.json may hold, and the vetting of a file found there: a bad one is set aside, never silently replaced (S-33).
import { lstatSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Connection } from '../../src-shared/connection'
import { defaultSettings, Settings } from '../../src-shared/settings'

export const WindowBounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
})
export type WindowBounds = z.infer<typeof WindowBounds>

/** Raised when an older version could misread the file. */
export const schemaVersion = 1

export interface SettingsContent {
  readonly settings: Settings
  readonly connections: readonly Connection[]
  readonly window: WindowBounds | null
}

export const defaults: SettingsContent = {
  settings: defaultSettings,
  connections: [],
  window: null,
}

/** More than any honest file: 50 MB of settings would only stop the start. */
const sizeLimit = 1024 * 1024

const Whole = z.object({
  schema: z.literal(schemaVersion),
  settings: Settings.partial(),
  connections: z.array(Connection),
  window: WindowBounds.nullable(),
})
const Parts = z.record(z.string(), z.json())

/** Keeps what is right of a file that is not: one wrong value must not cost the list of connections. */
function salvage(value: unknown): SettingsContent {
  const parts = Parts.safeParse(value)
  if (!parts.success) return defaults
  const given = Parts.safeParse(parts.data.settings)
  const single = Object.entries(given.success ? given.data : {}).flatMap(([name, one]) => {
    const parsed = Settings.partial().safeParse({ [name]: one })
    return parsed.success ? Object.entries(parsed.data) : []
  })
  const list = z.array(z.json()).safeParse(parts.data.connections)
  const window = WindowBounds.safeParse(parts.data.window)
  return {
    settings: { ...defaults.settings, ...Object.fromEntries(single) },
    connections: (list.success ? list.data : []).flatMap((one) => {
      const parsed = Connection.safeParse(one)
      return parsed.success ? [parsed.data] : []
    }),
    window: window.success ? window.data : null,
  }
}

interface Vetted {
  readonly content: SettingsContent
  /** `broken` must be set aside before anything writes here; `unreadable` cannot even be looked at. */
  readonly state: 'absent' | 'good' | 'broken' | 'unreadable'
}

/** Links, folders and files of other people are not ours to follow (N-52). */
function isOwnFile(file: string): boolean {
  const found = lstatSync(file)
  const self = process.getuid?.()
  return found.isFile() && (self === undefined || found.uid === self || self === 0) && found.size <= sizeLimit
}

const systemCodeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

export function vet(file: string): Vetted {
  let text: string
  try {
    if (!isOwnFile(file)) return { content: defaults, state: 'broken' }
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { content: defaults, state: systemCodeOf(error) === 'ENOENT' ? 'absent' : 'unreadable' }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { content: defaults, state: 'broken' }
  }
  const whole = Whole.safeParse(value)
  if (!whole.success) return { content: salvage(value), state: 'broken' }
  const { settings: given, connections, window } = whole.data
  const complete = Settings.parse({ ...defaults.settings, ...given })
  return { content: { settings: complete, connections, window }, state: 'good' }
}

/** New name of the file, or null when it could not be moved. */
export function setAside(file: string, target: string): string | null {
  try {
    renameSync(file, target)
    return path.basename(target)
  } catch {
    return null
  }
}
