// Composition root: starts the window first, wires cells to topics, restores what was, and ends in order.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import * as electron from 'electron'
import { groupedOrder } from '../src-shared/console-order'
import { AppError } from '../src-shared/errors'
import { endInOrder } from './ending'
import { createAnswer } from './ipc/answer'
import { platformOf, runtimeOf } from './ipc/app-facts'
import { createHandlers } from './ipc/handlers'
import { withJournal } from './ipc/journal-calls'
import { createPublisher } from './ipc/publish'
import { serve } from './ipc/serve'
import { createLeaving, type Leaving } from './leaving'
import { watchForLock } from './lock/lock-triggers'
import { reducedWhileLocked, whenOpen, whileOpen } from './lock/locked-view'
import { createLog, type Log } from './log/log'
import { SecretCell } from './log/secret-cell'
import { type BuiltParts, buildParts } from './parts'
import type { Paths } from './storage/paths'
import { type PageName, pageFiles, serveScheme } from './window/app-protocol'
import { createDialogs } from './window/dialogs'
import { type MainWindow, openMainWindow } from './window/main-window'
import { lockItem, type MenuCommand, menuTemplate } from './window/menu'
import { guardContents, guardSession } from './window/web-guard'

/** Version of Electron in package.json, written in by the build. */
declare const __DECLARED_ELECTRON__: string

const { app } = electron
const built = path.resolve(import.meta.dirname, '..')
const rendererDir = path.join(built, 'renderer')

function openLog(dir: string): Log {
  const echo = (line: string) => process.stderr.write(line)
  return createLog({
    dir,
    now: () => new Date(),
    clock: () => performance.now(),
    newTrace: () => randomBytes(4).toString('hex'),
    ...(app.isPackaged ? {} : { echo }),
  })
}

/**
 * Nothing of an unexpected error but its kind may be written: its text could hold anything (S-54).
 * @param recover ends what was open, and starts the page anew
 */
function guardAgainstSurprises(log: Log, recover: () => void): void {
  const note = (name: string) => (error: unknown) => {
    SecretCell.wipeAll()
    const code = error instanceof AppError ? error.code : error instanceof Error ? error.name : 'thrown'
    log.event(name, { code, trace: log.trace() })
    try {
      recover()
    } catch {
      // Told already; a second one would come back here without end.
      log.event('main.not-recovered')
    }
  }
  process.on('uncaughtException', note('main.uncaught'))
  process.on('unhandledRejection', note('main.unhandled'))
}

const facts = () => ({
  version: app.getVersion(),
  electron: process.versions.electron ?? '',
  chrome: process.versions.chrome ?? '',
  node: process.versions.node,
  platform: platformOf(process.platform),
  runtime: runtimeOf(process.versions.electron ?? '', __DECLARED_ELECTRON__),
  packaged: app.isPackaged,
})

/** First run in development: the address that `npm start` fills in. */
function suggestAddress({ facts, connections }: BuiltParts): void {
  const address = process.env.KEYWRIGHT_CONNECT
  if (app.isPackaged || address === undefined || address === '') return
  const suggest = () => facts.suggest(connections.cell.get().length === 0 ? address : null)
  connections.cell.watch(suggest)
  suggest()
}

/** How long the process has been there when the first screen is usable; the bench reads it. */
function reportReady(log: Log): void {
  const created = process.getCreationTime()
  log.event('page.ready', { ms: created === null ? 0 : Math.round(Date.now() - created) })
}

/** Lists saved on this computer, then the stored sign-ins; both wait for the vault, the window does not. */
async function restore(parts: BuiltParts): Promise<void> {
  const { vault, journal, connections, inventory, sessions, creations, lock, facts } = parts
  await vault.open()
  void journal.open()
  journal.record('app.started', { kind: app.getVersion() })
  const { clipboardCleared, cutOffSaves } = await creations.resume().catch(() => {
    facts.notice('records-unreadable', {})
    return { clipboardCleared: false, cutOffSaves: [] }
  })
  if (clipboardCleared) {
    facts.notice('clipboard-cleared', {})
    journal.record('clipboard.cleared')
  }
  parts.stationKey.follow()
  const isLocked = await lock.resume()
  // The name of a file can be the description of a key, which a locked page must not know.
  whenOpen(lock.cell, () => {
    for (const place of cutOffSaves) facts.notice('save-cut-off', place)
  })
  if (isLocked) return
  await Promise.all(connections.cell.get().map(({ id }) => inventory.loadSaved(id)))
  await sessions.restore()
}

/** The session of the app's pages: in memory, without network, without permissions. */
function openPageSession(reveal: (request: Request) => Promise<Response>): electron.Session {
  const session = electron.session.fromPartition('pages', { cache: false })
  guardSession(session, app.isPackaged)
  guardSession(electron.session.defaultSession, app.isPackaged)
  serveScheme(session, pageFiles(rendererDir), reveal)
  return session
}

const pageOf = ({ lock }: BuiltParts): PageName => (lock.isLocked() ? 'lock' : 'main')

/** The only ways between the page and the parts. */
function connectPage(parts: BuiltParts, log: Log, main: () => MainWindow | null, leaving: Leaving): void {
  const contents = () => {
    const window = main()?.window
    return window === undefined || window.isDestroyed() ? null : window.webContents
  }
  const lock = parts.lock.cell
  const publisher = createPublisher({
    cells: {
      // Notices name files, and those are named after keys.
      app: reducedWhileLocked(lock, parts.facts.cell, (state) => ({ ...state, notices: [] })),
      settings: parts.settings.cell,
      connections: whileOpen(lock, parts.connections.cell, []),
      sessions: whileOpen(lock, parts.sessions.cell, []),
      inventory: whileOpen(lock, parts.inventory.cell, []),
      sync: whileOpen(lock, parts.inventory.sync, []),
      changes: whileOpen(lock, parts.inventory.changes, []),
      creation: whileOpen(lock, parts.creations.creation, null),
      attention: whileOpen(lock, parts.creations.attention, []),
      journal: parts.journal.state,
      lock,
    },
    send: (change) => contents()?.send('bridge:change', change),
    later: (run) => {
      setImmediate(run)
    },
    onMismatch: (topic) => log.event('topic.mismatch', { topic }),
  })
  const handlers = createHandlers({
    ...parts,
    copyPublicText: parts.systemClipboard.writeText,
    dismissNotice: parts.facts.dismiss,
    pageReady: () => reportReady(log),
    closeWindow: () => leaving.closeDecided(() => main()?.closeNow()),
  })
  const answer = createAnswer({
    handlers: withJournal(handlers, parts),
    isLocked: parts.lock.isLocked,
    isSignedIn: (id) => parts.sessions.current(id).sign.kind === 'active',
    log,
    settle: publisher.settle,
    kept: parts.settings.written,
    clock: () => performance.now(),
  })
  serve({
    ipcMain: electron.ipcMain,
    pageOrigin: () => `app://${pageOf(parts)}`,
    contents,
    answer,
    snapshot: publisher.snapshot,
    log,
    clock: () => performance.now(),
  })
}

/** The application menu. It names the consoles, so it is made anew when those change, and names none while locked. */
function showMenu({ connections, sessions, lock }: BuiltParts, send: (command: MenuCommand) => void): void {
  const isMac = process.platform === 'darwin'
  const consolesInOrder = () => groupedOrder(connections.cell.get(), ({ group }) => group)
  const names = () => (lock.isLocked() ? [] : consolesInOrder().map(({ name }) => name))
  let shown: string | null = null
  const setMenu = () => {
    const consoles = names()
    if (JSON.stringify(consoles) !== shown) {
      shown = JSON.stringify(consoles)
      const template = menuTemplate({ isMac, packaged: app.isPackaged, consoles, send })
      electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template))
    }
    const item = electron.Menu.getApplicationMenu()?.getMenuItemById(lockItem)
    if (item) item.enabled = !lock.isLocked() && sessions.people().length > 0
  }
  connections.cell.watch(setMenu)
  sessions.cell.watch(setMenu)
  lock.cell.watch(setMenu)
  setMenu()
}

/** Everything after `ready`. index.ts has told Electron about the folders; not writable: the app works and keeps nothing. */
export function startApp(paths: Paths, isWritable: boolean): void {
  const log = openLog(paths.logDir)
  const about = facts()
  log.event('app.started', { ...about })
  let main: MainWindow | null = null
  guardAgainstSurprises(log, () => {
    parts.creations.surprised()
    main?.restart()
  })
  const openWindow = () => (main === null || main.window.isDestroyed() ? null : main.window)
  const dialogs = createDialogs(openWindow, () => parts.lock.isLocked())
  const around = { paths, packaged: app.isPackaged, isWritable, facts: about, log, rendererDir, dialogs }
  const parts = buildParts(around)
  const { creations } = parts
  const leaving = createLeaving({
    ...parts,
    isPageGone: () => openWindow()?.webContents.isCrashed() !== false,
    askInPage: () => {
      main?.focus()
      parts.facts.command('leave-requested')
    },
    confirmQuit: dialogs.confirmQuit,
    quit: () => app.quit(),
  })

  guardContents({
    app,
    log,
    ownContentsId: () => openWindow()?.webContents.id ?? null,
    liveFrameUrl: () => creations.creation.get()?.frameUrl ?? null,
  })
  const session = openPageSession(parts.reveal.handle)
  connectPage(parts, log, () => main, leaving)
  const send = (command: MenuCommand) => {
    if (command === 'lock') void parts.lock.lock('asked')
    // The lock screen has no use for them, and they must not wait for the page that follows it.
    else if (!parts.lock.isLocked()) parts.facts.command(command)
  }
  showMenu(parts, send)
  suggestAddress(parts)
  main = openMainWindow({
    session,
    preload: path.join(built, 'preload', 'preload.cjs'),
    icon: process.platform === 'linux' ? path.join(app.getAppPath(), 'resources/icons/256x256.png') : null,
    packaged: app.isPackaged,
    log,
    firstPage: pageOf(parts),
    settings: parts.settings.cell,
    bounds: parts.settings.windowBounds,
    creation: creations.creation,
    mayClose: leaving.mayEnd,
    askToLeave: leaving.askToLeave,
  })
  let page = pageOf(parts)
  parts.lock.cell.watch(() => {
    if (page === pageOf(parts)) return
    page = pageOf(parts)
    main?.show(page)
  })
  watchForLock({
    powerMonitor: electron.powerMonitor,
    settings: parts.settings.cell,
    every: (ms, run) => setInterval(run, ms).unref(),
    isLocked: parts.lock.isLocked,
    clock: () => performance.now(),
    lock: (why) => void parts.lock.lock(why),
  })
  const ending = endInOrder({
    app,
    ...leaving,
    finish: async (why) => {
      // By the time the window closes, nothing that has to be waited for is written any more.
      if (openWindow() !== null) main?.remember()
      await Promise.allSettled([
        creations.endForQuit(why),
        parts.inventory.written().then(parts.listFiles.written),
        parts.sessions.settled(),
        parts.settings.written(),
      ])
      parts.journal.record('app.ended')
      await parts.journal.written()
    },
    isHanging: parts.keyring.isHanging,
    kill: () => process.kill(process.pid, 'SIGKILL'),
    after: (ms, run) => setTimeout(run, ms).unref(),
  })
  process.on('SIGTERM', ending.endNow)
  process.on('SIGINT', ending.endNow)
  electron.powerMonitor.on('shutdown', ending.endNow)
  main.window.on('session-end', ending.endNow)
  main.window.on('focus', parts.autoSync.focused)
  app.on('second-instance', () => main?.focus())
  app.on('activate', () => main?.focus())
  void restore(parts)
}
