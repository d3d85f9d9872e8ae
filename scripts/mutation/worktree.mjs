// A throw-away checkout of the last commit, in which sources can be broken on purpose; it goes when this process does.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inRoot, root } from '../lib/paths.mjs'
import { Stop } from '../lib/run.mjs'

const prefix = 'keywright-mutate-'

const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

function remove(folder) {
  // First the link: nothing may ever follow it into the real folder.
  fs.rmSync(path.join(folder, 'node_modules'), { force: true })
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  git('worktree', 'prune')
}

/** What a killed run left behind. The caller holds the lock, so nobody uses it any more. */
function removeLeftovers() {
  const folders = git('worktree', 'list', '--porcelain').matchAll(/^worktree (.+)$/gm)
  for (const [, folder] of folders) if (path.basename(folder).startsWith(prefix)) remove(folder)
}

/** Answers the folder of a new checkout of HEAD with the dependencies of this one. */
export function makeWorktree() {
  removeLeftovers()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix))
  process.once('exit', () => remove(folder))
  // Readable for the ordinary user that end-to-end tests run as.
  fs.chmodSync(folder, 0o755)
  git('worktree', 'add', '--detach', '--force', folder, 'HEAD')
  const lockfile = (place) => fs.readFileSync(path.join(place, 'package-lock.json'), 'utf8')
  // Otherwise a set-up step in there would replace the dependencies of this checkout through the link.
  if (lockfile(folder) !== lockfile(root))
    throw new Stop('package-lock.json differs from the last commit; commit it first.')
  fs.symlinkSync(inRoot('node_modules'), path.join(folder, 'node_modules'), 'dir')
  return folder
}

export const headName = () => git('log', '-1', '--format=%h').trim()
export const hasChanges = () => git('status', '--porcelain').trim() !== ''
