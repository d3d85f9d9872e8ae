// Runs in Electron: draws resources/icon.svg at every size and writes the PNGs to test-results/icons.
import fs from 'node:fs'
import path from 'node:path'
import { app, BrowserWindow } from 'electron'

const [folder, ...sizes] = process.argv.slice(process.argv.indexOf('--sizes') + 1)
const svg = fs.readFileSync('resources/icon.svg').toString('base64')

/** In the page: a vector image is drawn anew for each size, so nothing is scaled down. */
const draw = (source, size) => `(async () => {
  const image = new Image(${size}, ${size})
  image.src = 'data:image/svg+xml;base64,${source}'
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} })
  canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
  return canvas.toDataURL('image/png').split(',')[1]
})()`

async function render() {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  await window.loadURL('about:blank')
  fs.mkdirSync(folder, { recursive: true })
  for (const size of sizes) {
    const png = await window.webContents.executeJavaScript(draw(svg, size))
    fs.writeFileSync(path.join(folder, `${size}.png`), Buffer.from(png, 'base64'))
  }
  app.quit()
}

app.whenReady().then(render)
