// The one window: its isolation, its protection against recordings, and that it does not close over an unstored key.
import type { Session } from 'electron'
import { beforeEach, expect, it, vi } from 'vitest'
import { openMainWindow } from '../../../src-main/window/main-window'
import { createCell } from '../../../src-shared/cell'
import type { Creation } from '../../../src-shared/creation'
import type { Settings } from '../../../src-shared/settings'

interface Made {
  readonly options: { readonly webPreferences: object; readonly show: boolean }
  readonly handlers: Map<string, (event: object) => void>
  readonly protection: boolean[]
  readonly loaded: string[]
  readonly zooms: number[]
  /** The window's page has gone to this address, however. */
  arrive(url: string): void
  closes: number
}

const made = vi.hoisted((): Made[] => [])
const replaced = vi.hoisted((): boolean[] => [])

vi.mock('electron', () => {
  const area = { x: 0, y: 0, width: 1920, height: 1040 }
  class BrowserWindow implements Made {
    readonly handlers = new Map<string, (event: object) => void>()
    readonly protection: boolean[] = []
    closes = 0
    readonly loaded: string[] = []
    readonly zooms: number[] = []
    private arrived: (event: object, url: string) => void = () => {}
    readonly webContents = {
      id: 1,
      on: (name: string, handler: (event: object, url: string) => void) => {
        if (name === 'did-navigate') this.arrived = handler
      },
      once() {},
      getZoomLevel: () => 2,
      setZoomLevel: (level: number) => void this.zooms.push(level),
    }
    constructor(readonly options: Made['options']) {
      made.push(this)
    }
    on(name: string, handler: (event: object) => void) {
      this.handlers.set(name, handler)
    }
    once() {}
    loadURL = async (url: string) => void this.loaded.push(url)
    arrive(url: string) {
      this.arrived({}, url)
    }
    setContentProtection(on: boolean) {
      this.protection.push(on)
    }
    getNormalBounds = () => area
    isMaximized = () => false
    isDestroyed = () => false
    close() {
      this.closes += 1
    }
  }
  return {
    BrowserWindow,
    Menu: {},
    nativeTheme: { on() {}, off() {}, shouldUseDarkColors: false },
    screen: { getPrimaryDisplay: () => ({ workArea: area }), getAllDisplays: () => [{ workArea: area }] },
  }
})
vi.mock('../../../src-main/window/page-recovery', () => ({
  recoverPage: ({ load }: { load: () => void }) => ({ restart: load, replace: () => replaced.push(true) }),
}))

const settings = createCell({ theme: 'system' } as Settings)
const session = {} as Session
let creation = createCell<Creation | null>(null)
let mayClose = true
let asked = 0
let remembered = 0

function open(packaged = true) {
  const main = openMainWindow({
    session,
    preload: '/app/preload.cjs',
    icon: '/nowhere.png',
    packaged,
    log: { event() {}, trace: () => '' },
    firstPage: 'main',
    settings,
    bounds: {
      read: () => null,
      write: () => {
        remembered += 1
      },
    },
    creation,
    mayClose: () => mayClose,
    askToLeave: () => {
      asked += 1
    },
  })
  const window = made.at(-1)
  if (window === undefined) throw new Error('no window was made')
  return { main, window }
}

/** Was closing the window prevented? */
function isKept({ handlers }: Made): boolean {
  let prevented = false
  handlers.get('close')?.({
    preventDefault: () => {
      prevented = true
    },
  })
  return prevented
}

beforeEach(() => {
  creation = createCell<Creation | null>(null)
  mayClose = true
  asked = 0
  remembered = 0
})

it('isolates its page, to the letter', () => {
  const preferences = {
    session,
    preload: '/app/preload.cjs',
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
  }
  expect(open().window.options.webPreferences).toEqual({ ...preferences, devTools: false })
  expect(open(false).window.options.webPreferences).toEqual({ ...preferences, devTools: true })
})

it('keeps recordings black while a private key can be seen, and only then', () => {
  const { window } = open()
  for (const phase of ['creating', 'unrevealed', 'revealed', 'delivered'] as const)
    creation.set({ phase } as Creation)
  creation.set(null)
  expect(window.protection).toEqual([false, true, true, false, false])
})

it('asks before it closes over a private key that is not stored', () => {
  const { main, window } = open()
  mayClose = false
  expect(isKept(window)).toBe(true)
  expect([asked, remembered]).toEqual([1, 0])
  main.closeNow()
  expect(window.closes).toBe(1)
  expect(isKept(window)).toBe(false)
  expect([asked, remembered]).toEqual([1, 1])
})

it('closes at once when nothing is at stake', () => {
  expect(isKept(open().window)).toBe(false)
  expect([asked, remembered]).toEqual([0, 1])
})

it('shows one page at a time: whatever else the window goes to, the page that is due comes back (S-26)', () => {
  const { main, window } = open()
  window.arrive('app://main/index.html')
  expect(window.loaded).toEqual(['app://main/index.html'])
  main.show('lock')
  window.arrive('app://lock/lock/lock.html')
  expect(window.loaded).toEqual(['app://main/index.html', 'app://lock/lock/lock.html'])
  // Back in the history.
  window.arrive('app://main/index.html')
  expect(window.loaded.slice(2)).toEqual(['app://lock/lock/lock.html'])
})

it('ends a page that does not give way to the lock screen, and only such a one (S-26)', () => {
  vi.useFakeTimers()
  const { main, window } = open()
  main.show('lock')
  vi.advanceTimersByTime(1_400)
  window.arrive('app://lock/lock/lock.html')
  vi.advanceTimersByTime(60_000)
  expect(replaced).toEqual([])
  main.show('main')
  // Another page than the one that is due is not it.
  window.arrive('app://lock/lock/lock.html')
  vi.advanceTimersByTime(1_500)
  expect(replaced).toEqual([true])
  vi.useRealTimers()
})

it('starts the page that is due anew after an unexpected error (S-54)', () => {
  const { main, window } = open()
  main.restart()
  main.show('lock')
  main.restart()
  expect(window.loaded).toEqual([
    'app://main/index.html',
    'app://main/index.html',
    'app://lock/lock/lock.html',
    'app://lock/lock/lock.html',
  ])
})

it('takes the zoom along to the next page, once', () => {
  const { main, window } = open()
  window.arrive('app://main/index.html')
  expect(window.zooms).toEqual([])
  main.show('lock')
  window.arrive('app://lock/lock/lock.html')
  // A reload keeps what the person has set since.
  window.arrive('app://lock/lock/lock.html')
  expect(window.zooms).toEqual([2])
})
