// Builds the parts that own facts, in ladder order, and hands each only what it needs.
import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import * as electron from 'electron'
import type { AppState } from '../src-shared/app-state'
import { createCell } from '../src-shared/cell'
import type { AttentionEntry, Creation } from '../src-shared/creation'
import { AppError } from '../src-shared/errors'
import { createConnections } from './connections/connections'
import { createConsoleApi } from './console/console-api'
import { createElectronHttp } from './console/electron-http'
import { createInventory } from './inventory/inventory'
import { createKeyChanges } from './inventory/key-changes'
import { createAppFacts } from './ipc/app-facts'
import type { Log } from './log/log'
import { createSessions } from './session/sessions'
import { createSettings } from './settings/settings'
import { type Paths, serviceNameOf } from './storage/paths'
import { createSealedFiles } from './storage/sealed-file'
import { openInstallation } from './vault/installation'
import { createKeyring } from './vault/keyring'
import { loadKeytar } from './vault/keytar-module'
import { createVault } from './vault/vault'

interface Surroundings {
  readonly paths: Paths
  readonly packaged: boolean
  /** The profile folder could be prepared. */
  readonly isWritable: boolean
  readonly facts: Omit<AppState, 'vault' | 'notices' | 'command' | 'suggestedAddress'>
  readonly log: Log
}

const now = () => new Date()
const monotonic = () => performance.now()

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new AppError('cancelled'))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

function buildVault({ paths, packaged }: Surroundings) {
  const keyring = createKeyring({
    load: loadKeytar,
    serviceName: serviceNameOf({ packaged, userData: paths.userData }),
    probeAccount: `probe/${randomUUID()}`,
    newProbeValue: randomUUID,
  })
  const vault = createVault({
    keyring,
    installation: () => openInstallation(paths.installationFile, randomUUID),
    newDataKey: () => randomBytes(32),
  })
  return { keyring, vault }
}

export function buildParts(around: Surroundings) {
  const { paths, log } = around
  const { keyring, vault } = buildVault(around)
  const facts = createAppFacts({ facts: around.facts, vaultMode: vault.mode, newId: randomUUID })
  const sayNotWritable = () => {
    const said = facts.cell.get().notices.some((notice) => notice.kind === 'profile-not-writable')
    if (!said) facts.notice('profile-not-writable', { folder: path.basename(paths.userData) })
  }
  if (!around.isWritable) sayNotWritable()

  const settings = createSettings({
    dir: paths.settingsDir,
    now,
    onNotWritable: sayNotWritable,
    onSetAside(fileName) {
      log.event('settings.set-aside', { fileName })
      facts.notice('settings-set-aside', { fileName })
    },
  })
  const sealedFiles = createSealedFiles({
    dir: paths.sealedDir,
    vault,
    now,
    onSetAside(fileName) {
      log.event('sealed.set-aside', { fileName })
      facts.notice('saved-list-set-aside', { fileName })
    },
  })

  const http = createElectronHttp({ net: electron.net, session: electron.session, now })
  const api = createConsoleApi({ http, log, newRequestId: randomUUID, sleep, monotonic })
  const connections = createConnections({
    store: settings.connectionsStore,
    newId: randomUUID,
    log,
    probe: async (target) => {
      await api.probe(target)
    },
    presented: http.presented,
    closeLane: http.forget,
  })
  const sessions = createSessions({
    api,
    connections,
    credentials: vault.credentials,
    presented: http.presented,
    now,
    monotonic,
    sleep,
    log,
  })
  const inventory = createInventory({ api, sessions, sealedFiles, now, log })
  const keyChanges = createKeyChanges({ api, sessions, inventory, log })
  const creations = creationsToCome()

  return {
    keyring,
    vault,
    facts,
    settings,
    sealedFiles,
    connections,
    sessions,
    inventory,
    keyChanges,
    creations,
  }
}

/** Stands in until creation/creations.ts is there. */
function creationsToCome() {
  const refuse = () => {
    throw new AppError('internal', { reason: 'not-built' })
  }
  return {
    creation: createCell<Creation | null>(null),
    attention: createCell<AttentionEntry[]>([]),
    isOpen: () => false,
    generatePair: refuse,
    forgetPair: refuse,
    readPublicKey: refuse,
    start: refuse,
    stopWaiting: refuse,
    done: refuse,
    deleteKey: refuse,
    leave: refuse,
    keepClipboard: refuse,
    dismiss: refuse,
    check: refuse,
    settle: refuse,
    resume: async () => {},
    endForQuit: async () => {},
  }
}

export type BuiltParts = ReturnType<typeof buildParts>
