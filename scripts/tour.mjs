// `npm run tour`: the guided tour in a virtual desktop; its pictures and tour.json end up in out/tour/.
import fs from 'node:fs'
import { inRoot } from './lib/paths.mjs'
import { playwright, prepared } from './lib/playwright.mjs'
import { isCommand, main, say } from './lib/run.mjs'

export async function tour(args = []) {
  await prepared()
  fs.rmSync(inRoot('out', 'tour'), { recursive: true, force: true })
  const code = await playwright('tests/tour', args, { timeout: 600_000 })
  say(code === 0 ? 'The pictures of the tour are in out/tour/.' : 'The tour did not get through.')
  return code
}

if (isCommand(import.meta.filename)) await main(tour)
