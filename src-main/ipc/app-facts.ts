// Owns the topic `app`: versions, vault mode, notices and the last menu command.

import type { AppState, Notice, VaultMode } from '../../src-shared/app-state'
import { createCell, type ReadableCell } from '../../src-shared/cell'

interface AppFacts {
  readonly cell: ReadableCell<AppState>
  command(name: NonNullable<AppState['command']>['name']): void
  notice(kind: Notice['kind'], detail: Notice['detail']): void
  dismiss(id: string): void
  /** Address to fill in at the first run; null takes it back. */
  suggest(address: string | null): void
}

interface Deps {
  readonly facts: Omit<AppState, 'vault' | 'notices' | 'command' | 'suggestedAddress'>
  readonly vaultMode: ReadableCell<VaultMode>
  readonly newId: () => string
}

export function createAppFacts({ facts, vaultMode, newId }: Deps): AppFacts {
  const cell = createCell<AppState>({
    ...facts,
    vault: vaultMode.get(),
    notices: [],
    command: null,
    suggestedAddress: null,
  })
  const change = (part: Partial<AppState>) => cell.set({ ...cell.get(), ...part })
  vaultMode.watch((vault) => change({ vault }))

  return {
    cell,
    suggest: (suggestedAddress) => change({ suggestedAddress }),
    command: (name) => change({ command: { seq: (cell.get().command?.seq ?? 0) + 1, name } }),
    notice: (kind, detail) =>
      change({ notices: [...cell.get().notices, { id: newId(), kind, detail: { ...detail } }] }),
    dismiss: (id) => change({ notices: cell.get().notices.filter((notice) => notice.id !== id) }),
  }
}

export function platformOf(platform: NodeJS.Platform): AppState['platform'] {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'macos' : 'linux'
}

/** The runtime of closed networks is another major version than the declared one (decisions D11). */
export function runtimeOf(running: string, declared: string): AppState['runtime'] {
  const major = (version: string) => version.split('.')[0]
  return major(running) === major(declared) ? 'declared' : 'substitute'
}
