// Root hands over to an ordinary user: shows it the checkout and the runtime at a place it can enter, and brings results back.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { inRoot, root } from '../lib/paths.mjs'
import { Stop } from '../lib/run.mjs'
import { asUser, canUse } from './ordinary-user.mjs'
import { removeFolder, sessionFolder } from './session-folder.mjs'

// `out` is copied, not shown, so that a build during a run does not pull the app from under it.
const left = new Set(['.git', '.local', 'test-results', 'out'])
const built = ['main', 'preload', 'renderer', 'sandbox']
const results = ['test-results', 'out/tour', 'out/gallery', 'out/bench', 'out/bench.json']

const must = (command, args) => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Stop(`${command} ${args.join(' ')}: ${stderr}`)
}

/** Is everything below readable by anyone? A clone made under a strict umask is not. */
function open(place) {
  const closed = ['(', '-type', 'f', '!', '-perm', '-004', '-o', '-type', 'd', '!', '-perm', '-005', ')']
  const found = spawnSync('find', ['-H', place, ...closed, '-print', '-quit'], { encoding: 'utf8' })
  return found.status === 0 && found.stdout === ''
}

function copyOpen(from, to) {
  must('cp', ['-a', '--no-preserve=ownership', from, to])
  must('chmod', ['-R', 'a+rX', to])
}

/** With the right to mount, folders are shown as they are (and vanish with the session); else hard links or copies serve. */
const canMount = () => spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0

function linked(from, to) {
  if (spawnSync('cp', ['-al', from, to], { stdio: 'ignore' }).status === 0) return
  fs.rmSync(to, { recursive: true, force: true })
  copyOpen(from, to)
}

// $1 $2 … -- command: mounts each pair, seen by this process and its children alone, then becomes the command.
const mounting = 'while [ "$1" != -- ]; do mount --bind "$1" "$2" || exit 70; shift 2; done; shift; exec "$@"'

export function makeStage(user, exec) {
  const stage = sessionFolder('/tmp')
  const checkout = path.join(stage, 'checkout')
  const mounts = []
  const mount = canMount()

  function show(from, to) {
    const stat = fs.statSync(from)
    if (!stat.isDirectory() || !open(from)) return copyOpen(from, to)
    if (!mount) return linked(from, to)
    fs.mkdirSync(to)
    mounts.push(from, to)
  }

  fs.chmodSync(stage, 0o755)
  for (const folder of ['checkout', 'session']) fs.mkdirSync(path.join(stage, folder))
  for (const name of fs.readdirSync(root).filter((one) => !left.has(one)))
    show(inRoot(name), path.join(checkout, name))
  fs.mkdirSync(path.join(checkout, 'out'))
  for (const name of built.filter((one) => fs.existsSync(inRoot('out', one))))
    copyOpen(inRoot('out', name), path.join(checkout, 'out', name))
  for (const folder of [checkout, path.join(checkout, 'out'), path.join(stage, 'session')])
    fs.chownSync(folder, user.uid, user.gid)

  /** Where the user finds this program: at its own place if it may go there. */
  function reachable(program, name) {
    const inside = path.relative(root, program)
    if (!inside.startsWith('..') && !path.isAbsolute(inside)) return path.join(checkout, inside)
    if (canUse(user, program)) return program
    show(path.dirname(program), path.join(stage, name))
    return path.join(stage, name, path.basename(program))
  }
  const node = reachable(process.execPath, 'node')
  const electron = exec && reachable(exec, 'runtime')

  return {
    checkout,
    session: path.join(stage, 'session'),
    node,
    electron,
    /** The command line that runs this one over there as the user. */
    command(...line) {
      const handed = [...asUser(user), ...line]
      return mounts.length === 0
        ? handed
        : ['unshare', '--mount', '--', 'sh', '-c', mounting, 'sh', ...mounts, '--', ...handed]
    },
    /** Brings the results back into the checkout, owned by whoever owns the checkout. */
    collect() {
      const owner = fs.statSync(root)
      for (const result of results.filter((one) => fs.existsSync(path.join(checkout, one)))) {
        const parts = result === 'test-results' ? fs.readdirSync(path.join(checkout, result)) : ['']
        for (const part of parts) {
          const target = inRoot(result, part)
          fs.rmSync(target, { recursive: true, force: true })
          fs.mkdirSync(path.dirname(target), { recursive: true })
          must('cp', ['-r', path.join(checkout, result, part), target.replace(/\/$/, '')])
          must('chown', ['-R', `${owner.uid}:${owner.gid}`, target])
        }
      }
    },
    remove() {
      if (!removeFolder(stage)) throw new Stop(`${stage} still shows the checkout; it is left alone.`)
    },
  }
}
