// Builds the parts that own facts, in ladder order, and hands each only what it needs.
import { randomBytes, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import path from 'node:path'
import * as electron from 'electron'
import type { AppState } from '../src-shared/app-state'
import { AppError } from '../src-shared/errors'
import { createActivity } from './activity/activity'
import { createConnections } from './connections/connections'
import { createConsoleApi } from './console/console-api'
import { createElectronHttp } from './console/electron-http'
import { buildCreationParts } from './creation/creation-parts'
import { createSystemClipboard } from './creation/system-clipboard'
import { createAutoSync } from './inventory/auto-sync'
import { createInventory } from './inventory/inventory'
import { createKeyChanges } from './inventory/key-changes'
import { createMadeHere } from './inventory/made-here'
import { createAppFacts } from './ipc/app-facts'
import { createConnectionList } from './ipc/connection-list'
import { createJournalExport } from './ipc/journal-export'
import { createKeyExport } from './ipc/key-export'
import { createJournal, type Journal } from './journal/journal'
import { createJournalHead } from './journal/journal-head'
import { fileLines } from './journal/journal-lines'
import { createAppLock } from './lock/app-lock'
import { createLockMark } from './lock/lock-mark'
import type { Log } from './log/log'
import { createChosenKey } from './private-key/chosen-key'
import { makePair } from './private-key/rsa'
import { createFailedSignIns } from './session/failed-sign-ins'
import { createReconnect } from './session/reconnect'
import { createSessions } from './session/sessions'
import { createSettings } from './settings/settings'
import { createStationKey } from './station/station-key'
import { createLineFile } from './storage/line-file'
import { type Paths, serviceNameOf } from './storage/paths'
import { createSealedFiles } from './storage/sealed-file'
import { createFreshFiles } from './vault/fresh-files'
import { openInstallation } from './vault/installation'
import { createKeyring } from './vault/keyring'
import { loadKeytar } from './vault/keytar-module'
import { createOwedRemovals } from './vault/owed-removals'
import { createVault, type Vault } from './vault/vault'
import type { Dialogs } from './window/dialogs'

interface Surroundings {
  readonly paths: Paths
  readonly packaged: boolean
  /** The profile folder could be prepared. */
  readonly isWritable: boolean
  readonly facts: Omit<AppState, 'vault' | 'notices' | 'command' | 'suggestedAddress'>
  readonly log: Log
  /** `out/renderer`. */
  readonly rendererDir: string
  readonly dialogs: Dialogs
}

const now = () => new Date()
const monotonic = () => performance.now()
/** Longer than the page needs to draw the largest lists. */
const listWriteDelayMs = 250

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

function buildVault({ paths, packaged, log }: Surroundings, onOwed: () => void) {
  const keyring = createKeyring({
    load: () => loadKeytar((why) => log.event('keyring.module-refused', { why })),
    serviceName: serviceNameOf({ packaged, userData: paths.userData }),
    probeAccount: `probe/${randomUUID()}`,
    newProbeValue: randomUUID,
  })
  const vault = createVault({
    keyring,
    installation: () => openInstallation(paths.installationFile, randomUUID),
    newDataKey: () => randomBytes(32),
    owed: createOwedRemovals(paths.owedRemovalsFile),
    onOwed,
  })
  vault.mode.watch((mode) =>
    log.event('vault.opened', { mode: mode.kind, ...('why' in mode && { why: mode.why }) }),
  )
  return { keyring, vault }
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

function buildJournal({ paths, log }: Surroundings, vault: Vault, onFailing: () => void): Journal {
  const file = createLineFile(paths.journalFile, {
    onDamage: (count) => journal.record('journal.repaired', { count }),
  })
  const journal = createJournal({
    lines: fileLines(paths.journalFile, file),
    vault,
    head: createJournalHead({ credentials: vault.credentials, after, log }),
    now,
    monotonic,
    after,
    log,
    onFailing,
  })
  return journal
}

export function buildParts(around: Surroundings) {
  const { paths, log } = around
  const { keyring, vault } = buildVault(around, () => facts.notice('sign-in-not-removed', {}))
  const systemClipboard = createSystemClipboard({
    clipboard: electron.clipboard,
    // By name from the module: a named import of what an old runtime lacks would fail at load.
    ClipboardItem: 'ClipboardItem' in electron ? electron.ClipboardItem : undefined,
    platform: process.platform,
  })
  const facts = createAppFacts({ facts: around.facts, vaultMode: vault.mode, newId: randomUUID })
  const sayNotWritable = () => {
    const said = facts.cell.get().notices.some((notice) => notice.kind === 'profile-not-writable')
    if (!said) facts.notice('profile-not-writable', { folder: path.basename(paths.userData) })
  }
  if (!around.isWritable) sayNotWritable()

  const journal = buildJournal(around, vault, () => facts.notice('journal-not-written', {}))
  const settings = createSettings({
    dir: paths.settingsDir,
    now,
    onNotWritable: sayNotWritable,
    onSetAside(fileName) {
      log.event('settings.set-aside', { fileName })
      journal.record('file.set-aside', { fileName })
      facts.notice('settings-set-aside', { fileName })
    },
  })
  const sealedFiles = createSealedFiles({
    dir: paths.sealedDir,
    vault,
    now,
    onSetAside(fileName) {
      log.event('sealed.set-aside', { fileName })
      journal.record('file.set-aside', { fileName })
      const isRecords = fileName.startsWith(paths.operationsFile)
      facts.notice(isRecords ? 'records-unreadable' : 'saved-list-set-aside', { fileName })
    },
  })

  const http = createElectronHttp({ net: electron.net, session: electron.session, now })
  /** A console that lists private halves is an event for whoever reads the journal, not only for support. */
  const consoleLog: Log = {
    ...log,
    event(name, fields) {
      log.event(name, fields)
      if (name === 'security.private-elements-listed') journal.record('private-key.elements-listed')
    },
  }
  const api = createConsoleApi({ http, log: consoleLog, newRequestId: randomUUID, sleep, monotonic })
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
    secrets: vault.secrets,
    chosenKey: createChosenKey({ ...around.dialogs, readClipboard: systemClipboard.readText }),
    failedSignIns: createFailedSignIns(paths.failedSignInsFile),
    presented: http.presented,
    now,
    monotonic,
    sleep,
    log,
  })
  const reconnect = createReconnect({
    states: sessions.cell,
    isLocked: sessions.isLocked,
    retry: (connectionId) => sessions.retry(connectionId, 'itself'),
    after,
  })
  electron.powerMonitor.on('resume', reconnect.now)
  const listFiles = createFreshFiles({ sealedFiles, credentials: vault.credentials, after, log })
  const inventory = createInventory({
    api,
    sessions,
    sealedFiles: listFiles,
    madeHere: createMadeHere({ journal, log }),
    now,
    timers: { monotonic, after },
    pause: () => sleep(listWriteDelayMs),
    log,
  })
  const autoSync = createAutoSync({
    settings: settings.cell,
    sessions: sessions.cell,
    lists: inventory.cell,
    sync: inventory.sync,
    isLocked: sessions.isLocked,
    refresh: inventory.refresh,
    now,
    after,
  })
  const keyChanges = createKeyChanges({ api, sessions, inventory, log })
  const { creations, reveal, verify } = buildCreationParts({
    api,
    sessions,
    connections,
    inventory,
    keyChanges,
    vault,
    settings: settings.cell,
    sealedFiles,
    journal,
    operationsFile: paths.operationsFile,
    lines: createLineFile(paths.revealLines, {
      onDamage: (count) => log.event('reveal-lines.damaged', { count }),
    }),
    rendererDir: around.rendererDir,
    systemClipboard,
    ...around.dialogs,
    sleep,
    log,
  })

  const stationKey = createStationKey({
    api,
    sessions,
    connections,
    inventory,
    keyChanges,
    journal,
    makePair: () => makePair(3072),
    vaultReady: vault.ready,
    computerName: hostname(),
    newId: randomUUID,
    now,
    sleep,
    log,
  })

  const lock = createAppLock({
    mark: createLockMark(sealedFiles, paths.sealedDir),
    settings: settings.cell,
    connections,
    sessions,
    inventory,
    creations,
    journal,
    vaultReady: vault.ready,
    now,
    log,
  })

  const files = { journal, now, ...around.dialogs }
  return {
    keyring,
    vault,
    journal,
    connectionList: createConnectionList({ connections, newId: randomUUID, ...files }),
    exportJournal: createJournalExport(files),
    exportKeys: createKeyExport({ connections, sessions, inventory, ...files }),
    facts,
    settings,
    connections,
    sessions,
    inventory,
    listFiles,
    activity: createActivity({ api, sessions, now, log }),
    autoSync,
    keyChanges,
    creations,
    reveal,
    verify,
    stationKey,
    lock,
    systemClipboard,
  }
}

export type BuiltParts = ReturnType<typeof buildParts>
