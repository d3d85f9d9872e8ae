// The floor of the start and memory benches: the least Electron app that shows a React page.
import path from 'node:path'
import { app, BrowserWindow } from 'electron'

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('page-title-updated', (_event, title) => {
    if (title !== 'ready') return
    // The line that the app writes, in the same terms: from the creation of the process.
    const ms = Math.round(Date.now() - (process.getCreationTime() ?? 0))
    process.stderr.write(`${JSON.stringify({ event: 'page.ready', ms })}\n`)
  })
  window.loadFile(path.join(import.meta.dirname, '../../../out/bench-floor/index.html'))
})
app.on('window-all-closed', () => app.quit())
