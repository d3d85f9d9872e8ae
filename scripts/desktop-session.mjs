// `node scripts/desktop-session.mjs cmd…`: runs it as an ordinary user on a private X display, D-Bus and unlocked keyring.
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { endMarked } from './desktop/marked.mjs'
import { ordinaryUser, requireNamespaces } from './desktop/ordinary-user.mjs'
import { removeFolder, sessionFolder } from './desktop/session-folder.mjs'
import { makeStage } from './desktop/stage.mjs'
import { isLinux, isRoot, root } from './lib/paths.mjs'
import { isCommand, main, run, Stop } from './lib/run.mjs'
import { ensureRuntime, ensureSystem } from './setup.mjs'

/** What goes in from outside; everything else would make a run depend on who started it. */
const passed = /^(LANG|LC_\w+|TZ|TERM|COLORTERM|CI|NO_COLOR|FORCE_COLOR|DEBUG|PWDEBUG|PW_\w+|KEYWRIGHT_\w+)$/

function environment({ kind }, place, mark) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => passed.test(name)))
  const folders = [path.dirname(place.node), path.join(place.checkout, 'node_modules', '.bin')]
  return {
    LANG: 'C.UTF-8',
    ...env,
    PATH: [...folders, '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(':'),
    USER: place.user,
    LOGNAME: place.user,
    SHELL: '/bin/sh',
    KEYWRIGHT_SESSION: mark,
    KEYWRIGHT_CHECKOUT: place.checkout,
    KEYWRIGHT_SESSION_FOLDER: place.session,
    KEYWRIGHT_KEYRING_PASSWORD: process.env.KEYWRIGHT_KEYRING_PASSWORD ?? 'keywright',
    ELECTRON_EXEC_PATH: place.electron,
    ...(kind === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: path.dirname(place.electron) }),
  }
}

function placeForRoot(exec) {
  const user = ordinaryUser()
  requireNamespaces(user)
  // Only root can make the folder of X sockets as it should be.
  if (!fs.existsSync('/tmp/.X11-unix')) {
    fs.mkdirSync('/tmp/.X11-unix')
    fs.chmodSync('/tmp/.X11-unix', 0o1777)
  }
  return { user: user.name, ...makeStage(user, exec) }
}

function placeForUser(exec) {
  requireNamespaces()
  const session = sessionFolder(os.tmpdir())
  return {
    user: os.userInfo().username,
    checkout: root,
    session,
    node: process.execPath,
    electron: exec,
    command: (...line) => line,
    collect: () => undefined,
    remove: () => removeFolder(session),
  }
}

/**
 * Runs a command line in a session and answers its exit code. In the line, `node` and `electron` stand for those in
 * use; paths are relative to the checkout. `timeout` in milliseconds.
 */
export async function runInDesktop(line, { env = {}, timeout = 0, what = line.join(' ') } = {}) {
  if (!isLinux) {
    const runtime = await ensureRuntime()
    const own = { ...process.env, ELECTRON_EXEC_PATH: runtime.exec, ...env }
    const program = { node: process.execPath, electron: runtime.exec }[line[0]] ?? line[0]
    return (await run(program, line.slice(1), { env: own, timeout, what })).code
  }
  await ensureSystem({ full: true })
  const runtime = await ensureRuntime()
  const mark = randomUUID()
  const place = isRoot ? placeForRoot(runtime.exec) : placeForUser(runtime.exec)
  try {
    const program = { node: place.node, electron: place.electron }[line[0]] ?? line[0]
    const inside = path.join(place.checkout, 'scripts', 'desktop', 'inside.mjs')
    const [command, ...args] = place.command(place.node, inside, program, ...line.slice(1))
    const { code } = await run(command, args, {
      cwd: isRoot ? '/' : root,
      env: { ...environment(runtime, place, mark), ...env },
      timeout,
      what,
      stdio: 'inherit',
    })
    return code
  } finally {
    await endMarked(mark)
    place.collect()
    place.remove()
  }
}

if (isCommand(import.meta.filename))
  await main(async (line) => {
    if (line.length === 0) throw new Stop('usage: node scripts/desktop-session.mjs command [arguments]', 64)
    return runInDesktop(line)
  })
