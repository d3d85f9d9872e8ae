// `node scripts/make-icons.mjs`: draws resources/icon.svg into the PNG, .ico and .icns files that the packages take.
import fs from 'node:fs'
import { runInDesktop } from './desktop-session.mjs'
import { icns, ico } from './icons/containers.mjs'
import { inRoot } from './lib/paths.mjs'
import { main, Stop } from './lib/run.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const drawn = 'test-results/icons'

await main(async () => {
  const code = await runInDesktop([
    'electron',
    'scripts/icons/render.mjs',
    '--sizes',
    drawn,
    ...sizes.map(String),
  ])
  if (code !== 0) throw new Stop('The icon could not be drawn.', code)
  const images = new Map(sizes.map((size) => [size, fs.readFileSync(inRoot(drawn, `${size}.png`))]))
  fs.mkdirSync(inRoot('resources', 'icons'), { recursive: true })
  for (const [size, png] of images) fs.writeFileSync(inRoot('resources', 'icons', `${size}x${size}.png`), png)
  fs.writeFileSync(inRoot('resources', 'icon.ico'), ico(images))
  fs.writeFileSync(inRoot('resources', 'icon.icns'), icns(images))
  fs.rmSync(inRoot(drawn), { recursive: true })
})
