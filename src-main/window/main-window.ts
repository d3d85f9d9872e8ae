// The one window: its isolation, where it opens, when it may close, and what happens when its page breaks.
import { existsSync } from 'node:fs'
import { BrowserWindow, Menu, nativeTheme, type Session, screen } from 'electron'
import type { ReadableCell } from '../../src-shared/cell'
import type { Creation } from '../../src-shared/creation'
import type { Settings } from '../../src-shared/settings'
import type { Log } from '../log/log'
import type { SettingsStore } from '../settings/settings'
import { type PageName, pageUrls } from './app-protocol'
import { textMenu } from './menu'
import { recoverPage } from './page-recovery'
import { placeWindow, smallest } from './placement'

export interface MainWindow {
  readonly window: BrowserWindow
  /** Keeps where it stands for the next start. */
  remember(): void
  /** Closes without asking: the person has already decided in the page. */
  closeNow(): void
  focus(): void
  /** Loads this page, in a process of its own. */
  show(page: PageName): void
  /** Starts the page anew after an unexpected error: what it holds may no longer be what is. */
  restart(): void
}

interface Deps {
  readonly session: Session
  readonly preload: string
  /** For a checkout on Linux; elsewhere the system takes it from the program file. */
  readonly icon: string | null
  readonly packaged: boolean
  readonly log: Log
  readonly firstPage: PageName
  readonly settings: ReadableCell<Settings>
  readonly bounds: SettingsStore['windowBounds']
  readonly creation: ReadableCell<Creation | null>
  /** A private key exists that is not stored yet: the page asks before the window may go. */
  readonly mayClose: () => boolean
  readonly askToLeave: () => void
}

/** `--surface` of the page's tokens.css: what is seen before the page has drawn. */
const surface = () => (nativeTheme.shouldUseDarkColors ? '#16191d' : '#ffffff')

/** While a private key is on the screen, recordings of the window stay black where the system honours it. */
const isRevealStep = (creation: Creation | null) =>
  creation?.phase === 'unrevealed' || creation?.phase === 'revealed'

function createWindow(deps: Deps): BrowserWindow {
  const saved = deps.bounds.read()
  const window = new BrowserWindow({
    ...placeWindow(saved, [
      screen.getPrimaryDisplay().workArea,
      ...screen.getAllDisplays().map((one) => one.workArea),
    ]),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Keywright',
    backgroundColor: surface(),
    webPreferences: {
      session: deps.session,
      preload: deps.preload,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: !deps.packaged,
    },
  })
  if (saved?.maximized === true) window.maximize()
  return window
}

/** How long a page may take to give way to another one. What it shows must be gone: the other is the lock screen (S-26). */
const giveWayMs = 1_500

export function openMainWindow(deps: Deps): MainWindow {
  nativeTheme.themeSource = deps.settings.get().theme
  const window = createWindow(deps)
  const { webContents } = window
  let closingAllowed = false

  const remember = () => deps.bounds.write({ ...window.getNormalBounds(), maximized: window.isMaximized() })

  const endings = [
    deps.settings.watch(({ theme }) => {
      nativeTheme.themeSource = theme
    }),
    deps.creation.watch((creation) => window.setContentProtection(isRevealStep(creation))),
  ]
  const onTheme = () => window.setBackgroundColor(surface())
  nativeTheme.on('updated', onTheme)

  window.on('close', (event) => {
    if (!closingAllowed && !deps.mayClose()) {
      event.preventDefault()
      deps.askToLeave()
      return
    }
    remember()
  })
  window.on('closed', () => {
    nativeTheme.off('updated', onTheme)
    clearTimeout(overdue)
    for (const end of endings) end()
  })
  // The title never changes with the page's content.
  window.on('page-title-updated', (event) => event.preventDefault())
  webContents.on('context-menu', (_event, params) => {
    const items = textMenu({
      isEditable: params.isEditable,
      selectionText: params.selectionText,
      frameUrl: params.frameURL === '' ? params.pageURL : params.frameURL,
      canCut: params.editFlags.canCut,
      canCopy: params.editFlags.canCopy,
      canPaste: params.editFlags.canPaste,
    })
    if (items !== null) Menu.buildFromTemplate(items).popup({ window })
  })
  window.once('ready-to-show', () => {
    window.show()
    if (deps.icon !== null && existsSync(deps.icon)) window.setIcon(deps.icon)
  })
  let shown = deps.firstPage

  function load(): void {
    if (window.isDestroyed()) return
    window.loadURL(pageUrls[shown]).catch(() => deps.log.event('page.failed', { action: 'load' }))
  }
  let overdue: NodeJS.Timeout | undefined
  /** For the page that comes next: by itself each page has a zoom of its own. */
  let zoom: number | null = null
  webContents.on('did-navigate', (_event, url) => {
    // Going back or forward in the history must not bring the other page.
    if (url !== pageUrls[shown]) return load()
    clearTimeout(overdue)
    if (zoom !== null) webContents.setZoomLevel(zoom)
    zoom = null
  })
  load()
  const { restart, replace } = recoverPage({ window, log: deps.log, load })

  return {
    window,
    remember,
    restart,
    show(page) {
      shown = page
      zoom = webContents.getZoomLevel()
      load()
      clearTimeout(overdue)
      // A page that hangs, or that never answers whether it may go, would stay for as long as it likes.
      overdue = setTimeout(() => {
        if (!window.isDestroyed()) replace()
      }, giveWayMs)
    },
    closeNow() {
      closingAllowed = true
      if (!window.isDestroyed()) window.close()
    },
    focus() {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}
