// Temporary folders of sessions, named after the process they belong to, so that those of killed processes can be taken away.
import fs from 'node:fs'
import path from 'node:path'
import { alive } from '../lib/lock.mjs'

const pattern = /^keywright-(\d+)-/

const mountsBelow = (folder) => fs.readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${folder}/`)

/** Never while something is mounted below: what is mounted there is the checkout itself. */
export function removeFolder(folder) {
  if (mountsBelow(folder)) return false
  fs.rmSync(folder, { recursive: true, force: true })
  return true
}

/** A new folder in `parent`. Takes away this user's folders there whose processes are gone. */
export function sessionFolder(parent) {
  for (const name of fs.readdirSync(parent)) {
    const pid = Number(pattern.exec(name)?.[1])
    const folder = path.join(parent, name)
    if (pid > 0 && !alive(pid) && fs.lstatSync(folder, { throwIfNoEntry: false })?.uid === process.getuid())
      removeFolder(folder)
  }
  return fs.mkdtempSync(path.join(parent, `keywright-${process.pid}-`))
}
