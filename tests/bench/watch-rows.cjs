// Loaded into a measured app (`electron -r`): writes one line when the first rows, or the word that there are none, are on the screen.
const { app } = require('electron')

/** Runs in the page: two frames after the rows are there, they are on the display. */
const waitForRows = `new Promise((done) => {
  const seen = () =>
    document.querySelector('[role=grid] [role=rowheader]') !== null || /no (api )?keys/i.test(document.body.textContent)
  const look = () => requestAnimationFrame(seen() ? () => requestAnimationFrame(() => done()) : look)
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', async () => {
    await contents.executeJavaScript(waitForRows)
    const ms = Math.round(Date.now() - (process.getCreationTime() ?? 0))
    process.stderr.write(`${JSON.stringify({ event: 'rows.shown', ms })}\n`)
  })
})
