// Ends what a session left running. Every process of a session carries its mark in its environment, so only its own are met.
import fs from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

function marked(mark) {
  const found = []
  for (const name of fs.readdirSync('/proc')) {
    const pid = Number(name)
    if (!(pid > 0) || pid === process.pid) continue
    try {
      if (fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`KEYWRIGHT_SESSION=${mark}`))
        found.push(pid)
    } catch {
      // gone meanwhile, or another user's
    }
  }
  return found
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // gone meanwhile
    }
  }
}

/** @param last process ids that the others need until their end: the display, for one. */
export async function endMarked(mark, last = []) {
  const first = () => marked(mark).filter((pid) => !last.includes(pid))
  for (const theirs of [first, () => marked(mark)]) {
    signal(theirs(), 'SIGTERM')
    for (let tries = 0; tries < 40 && theirs().length > 0; tries++) await wait(50)
    signal(theirs(), 'SIGKILL')
  }
}
