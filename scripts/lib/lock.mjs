// One at a time: a lock folder that names its owner, so that a lock left behind by a killed run is noticed.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Stop, say } from './run.mjs'

function ownerOf(folder) {
  try {
    return Number(fs.readFileSync(path.join(folder, 'pid'), 'utf8'))
  } catch {
    return 0
  }
}

export function alive(pid) {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes the lock and answers true, or false while a living process has it. */
function take(folder) {
  try {
    fs.mkdirSync(folder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    // The owner writes its number right after making the folder: give it a moment before judging.
    const young = Date.now() - (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2000
    if (young || alive(ownerOf(folder))) return false
    fs.rmSync(folder, { recursive: true, force: true })
    return take(folder)
  }
  fs.writeFileSync(path.join(folder, 'pid'), String(process.pid))
  return true
}

/** Takes the lock for the rest of this process, or answers the process that has it. */
export function hold(folder) {
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  if (!take(folder)) return ownerOf(folder)
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  return null
}

/** Runs `work` alone among all processes that use this folder; waits for others up to `limit` milliseconds. */
export async function withLock(folder, what, work, limit = 900_000) {
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  const started = Date.now()
  let said = false
  while (!take(folder)) {
    if (!said && Date.now() - started > 3000) {
      say(`Waiting for another process that is at ${what} (process ${ownerOf(folder)}) …`)
      said = true
    }
    if (Date.now() - started > limit)
      throw new Stop(`Another process (${ownerOf(folder)}) has been at ${what} for too long. Lock: ${folder}`)
    await wait(250)
  }
  const release = () => {
    if (ownerOf(folder) === process.pid) fs.rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}
