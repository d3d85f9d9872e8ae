// A hash over files and folders, to know whether something made from them is still current.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'

function filesIn(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return []
  if (stat.isFile()) return [place]
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** @param places paths inside the checkout; @param extra anything else the result depends on. */
export function fingerprint(places, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const file of places.flatMap((place) => filesIn(path.join(root, place)))) {
    hash.update(`\n${path.relative(root, file)}\n`).update(fs.readFileSync(file))
  }
  return hash.digest('hex')
}
