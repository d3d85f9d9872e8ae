// Owns the settings and the small things remembered beside them; keeps them in settings.json through electron-store.
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type ElectronStore from 'electron-store'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import type { Connection } from '../../src-shared/connection'
import { type SettingChange, Settings } from '../../src-shared/settings'
import { setAsideName } from '../storage/durable-file'
import { type SettingsContent, schemaVersion, setAside, vet, type WindowBounds } from './settings-file'

export interface SettingsStore {
  readonly cell: ReadableCell<Settings>
  set(change: SettingChange): void
  readonly connectionsStore: { read(): Connection[]; write(list: readonly Connection[]): void }
  readonly windowBounds: { read(): WindowBounds | null; write(bounds: WindowBounds): void }
  /** Resolves when nothing is left to write; after that, what is written is there at once. */
  written(): Promise<void>
}

interface Deps {
  readonly dir: string
  readonly now: () => Date
  /** A file that could not be used was renamed; `fileName` is its new name. */
  readonly onSetAside: (fileName: string) => void
  /** Nothing can be kept here; told once. Everything works on in memory. */
  readonly onNotWritable: () => void
}

interface Kept extends SettingsContent {
  readonly schema: number
}

type Store = ElectronStore<Kept & Record<string, unknown>>

/** Loaded with the first write: a third of all code of main, which no start has to wait for. Null: it cannot be opened. */
async function openStore(dir: string): Promise<Store | null> {
  try {
    const { default: ElectronStore } = await import('electron-store')
    return new ElectronStore({
      cwd: dir,
      name: 'settings',
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    })
  } catch {
    return null
  }
}

export function createSettings({ dir, now, onSetAside, onNotWritable }: Deps): SettingsStore {
  const file = path.join(dir, 'settings.json')
  const vetted = vet(file)
  let content = vetted.content
  let blocked = vetted.state === 'unreadable'
  if (vetted.state === 'broken') {
    const kept = setAside(file, setAsideName(file, now()))
    if (kept === null) blocked = true
    else onSetAside(kept)
  }
  const cell = createCell(content.settings)
  let toldNotWritable = false
  let store: Store | null | undefined = blocked ? null : undefined
  let opening: Promise<void> | null = null

  function writeNow(): void {
    try {
      if (!store) throw new Error('no store')
      store.store = { schema: schemaVersion, ...content }
    } catch {
      if (toldNotWritable) return
      toldNotWritable = true
      onNotWritable()
    }
  }
  function write(): void {
    if (store !== undefined) {
      writeNow()
      return
    }
    opening ??= openStore(dir).then((opened) => {
      store = opened
      writeNow()
    })
  }

  function change(part: Partial<SettingsContent>): void {
    content = { ...content, ...part }
    write()
  }

  // What could be rescued from a file that was set aside would otherwise be lost at the next start; the file itself is kept.
  if (vetted.state === 'broken') write()

  return {
    cell,
    set({ name, value }) {
      const next = Settings.parse({ ...cell.get(), [name]: value })
      change({ settings: next })
      cell.set(next)
    },
    connectionsStore: {
      read: () => [...content.connections],
      write: (list) => change({ connections: [...list] }),
    },
    windowBounds: {
      read: () => content.window,
      write(bounds) {
        if (!isDeepStrictEqual(bounds, content.window)) change({ window: bounds })
      },
    },
    written: async () => opening ?? undefined,
  }
}
