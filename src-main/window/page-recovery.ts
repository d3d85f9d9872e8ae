// Brings the page back when its process crashed or hangs: everything that matters lives in the main process.
import type { BrowserWindow } from 'electron'
import type { Log } from '../log/log'

/** Chromium has waited 30 s by the time it reports a hang; this much later the page is given up. */
const hangMs = 10_000
const reloadLimit = 3
const reloadWindowMs = 60_000

/** A page that breaks again and again must not spin for ever. Pure: `times` are the reloads so far. */
export function mayReload(times: readonly number[], now: number): boolean {
  return times.filter((at) => now - at < reloadWindowMs).length < reloadLimit
}

export interface Recovery {
  /** After an unexpected error: the page anew, as often as {@link mayReload} lets it. */
  restart(): void
  /** Ends the page's process, whatever it is at, and brings the page that is due. */
  replace(): void
}

/** @param load brings the page that is due */
export function recoverPage({
  window,
  log,
  load,
}: {
  readonly window: BrowserWindow
  readonly log: Log
  readonly load: () => void
}): Recovery {
  const { webContents } = window
  let reloads: number[] = []
  let hang: NodeJS.Timeout | null = null
  let isReplacing = false

  const calm = () => {
    if (hang !== null) clearTimeout(hang)
    hang = null
  }

  function isDue(): boolean {
    const now = performance.now()
    if (window.isDestroyed() || !mayReload(reloads, now)) return false
    reloads = [...reloads, now].slice(-reloadLimit)
    return true
  }

  webContents.on('render-process-gone', (_event, details) => {
    calm()
    log.event('page.gone', { reason: details.reason, exitCode: details.exitCode })
    const isWanted = isReplacing
    isReplacing = false
    if (isWanted || (details.reason !== 'clean-exit' && isDue())) load()
  })
  webContents.on('unresponsive', () => {
    log.event('page.hangs')
    // A breakpoint of the developer tools is no hang.
    if (webContents.isDevToolsOpened()) return
    calm()
    hang = setTimeout(() => webContents.forcefullyCrashRenderer(), hangMs)
  })
  webContents.on('responsive', calm)
  window.on('closed', calm)
  return {
    restart() {
      if (isDue()) load()
    },
    replace() {
      isReplacing = true
      webContents.forcefullyCrashRenderer()
    },
  }
}
