// `npm run contact-sheet`: tour and gallery in three looks, as sheets in docs/pictures/ (needs ImageMagick's montage).
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from './lib/paths.mjs'
import { main } from './lib/run.mjs'
import { tour } from './tour.mjs'

const looks = { light: /^\d\d-[^.]+\.png$/, dark: /\.dark\.png$/, forced: /\.forced\.png$/ }
const places = ['tour', 'gallery']

function sheet(look) {
  const pictures = places.flatMap((place) =>
    fs
      .readdirSync(inRoot('out', place))
      .filter((name) => looks[look].test(name))
      .sort()
      .map((name) => inRoot('out', place, name)),
  )
  const labelled = pictures.flatMap((file) => ['-label', path.basename(file).split('.')[0].slice(3), file])
  const layout = ['-tile', '4x', '-geometry', '480x300+8+8', '-background', '#d8dde2', '-pointsize', '13']
  const target = inRoot('docs/pictures', `sheet-${look}.jpg`)
  execFileSync('montage', [...layout, ...labelled, '-quality', '88', target])
}

await main(async () => {
  process.env.KEYWRIGHT_TOUR_THEMES = '1'
  for (const args of [[], ['gallery']]) {
    const code = await tour(args)
    if (code !== 0) return code
  }
  fs.mkdirSync(inRoot('docs/pictures'), { recursive: true })
  for (const look of Object.keys(looks)) sheet(look)
  fs.copyFileSync(inRoot('out/tour/05-keys.png'), inRoot('docs/pictures/keys.png'))
  return 0
})
