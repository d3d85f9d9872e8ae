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

export function recoverPage({ window, log }: { window: BrowserWindow; log: Log }): void {
  const { webContents } = window
  let reloads: number[] = []
  let hang: NodeJS.Timeout | null = null

  const calm = () => {
    if (hang !== null) clearTimeout(hang)
    hang = null
  }

  webContents.on('render-process-gone', (_event, details) => {
    calm()
    log.event('page.gone', { reason: details.reason, exitCode: details.exitCode })
    const now = performance.now()
    if (details.reason === 'clean-exit' || window.isDestroyed() || !mayReload(reloads, now)) return
    reloads = [...reloads, now].slice(-reloadLimit)
    webContents.reload()
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
}
