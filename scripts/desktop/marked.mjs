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

export async function endMarked(mark) {
  signal(marked(mark), 'SIGTERM')
  for (let tries = 0; tries < 30 && marked(mark).length > 0; tries++) await wait(100)
  signal(marked(mark), 'SIGKILL')
}
