// `npm run tour [-- gallery]`: the guided tour, or the gallery of other screens, in a virtual desktop; pictures in out/.
import fs from 'node:fs'
import { inRoot } from './lib/paths.mjs'
import { playwright, prepared } from './lib/playwright.mjs'
import { isCommand, main, say } from './lib/run.mjs'

export async function tour(args = []) {
  await prepared()
  const place = args.includes('gallery') ? 'gallery' : 'tour'
  fs.rmSync(inRoot('out', place), { recursive: true, force: true })
  const code = await playwright('tests/tour', args, { timeout: 600_000 })
  say(code === 0 ? `The pictures are in out/${place}/.` : `The ${place} did not get through.`)
  return code
}

if (isCommand(import.meta.filename)) await main(tour)
