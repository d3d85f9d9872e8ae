// Where this is root: the ordinary user that runs the app, so that Chromium's sandbox is on; and whether the kernel lets it.
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { isRoot } from '../lib/paths.mjs'
import { Stop, say } from '../lib/run.mjs'

const name = 'keywright-test'

function lookUp(user) {
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${user}:`))
  if (line === undefined) return null
  const [, , uid, gid] = line.split(':')
  return { name: user, uid: Number(uid), gid: Number(gid) }
}

/** Makes the user on first use; where users cannot be made, `nobody` serves. */
export function ordinaryUser() {
  const found = lookUp(name)
  if (found) return found
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ],
    { encoding: 'utf8' },
  )
  const user = lookUp(name) ?? lookUp('nobody')
  if (user === null) throw new Stop(`No ordinary user can be made here: ${made.stderr ?? made.error}`, 69)
  if (user.name === name)
    say(`Made the system user ${name}: the app runs as it, so that Chromium's sandbox is on.`)
  return user
}

/** The beginning of a command line that runs the rest as this user, with none of root's groups. */
export const asUser = ({ uid, gid }) => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--pdeathsig=TERM',
  '--',
]

/** Can this user run (or read) the file at all? Asked of the kernel, since any parent folder may be closed. */
export function canUse(user, file, right = '-x') {
  const [command, ...args] = [...asUser(user), 'test', right, file]
  return spawnSync(command, args, { stdio: 'ignore', cwd: '/' }).status === 0
}

const setting = (file) => {
  try {
    return fs.readFileSync(`/proc/sys/${file}`, 'utf8').trim()
  } catch {
    return null
  }
}

const remedies = [
  ['kernel/unprivileged_userns_clone', '0', 'kernel.unprivileged_userns_clone=1'],
  ['kernel/apparmor_restrict_unprivileged_userns', '1', 'kernel.apparmor_restrict_unprivileged_userns=0'],
  ['user/max_user_namespaces', '0', 'user.max_user_namespaces=10000'],
]

/** Chromium's sandbox needs user namespaces; says what forbids them instead of letting the app fail obscurely. */
export function requireNamespaces(user) {
  const command = [...(isRoot ? asUser(user) : []), 'unshare', '--user', '--map-root-user', 'true']
  try {
    execFileSync(command[0], command.slice(1), { stdio: 'ignore', cwd: '/' })
  } catch {
    const fixes = remedies
      .filter(([file, bad]) => setting(file) === bad)
      .map(([, , fix]) => `  sysctl -w ${fix}`)
    throw new Stop(
      `The kernel forbids user namespaces to ordinary users, which Chromium's sandbox needs.\n${
        fixes.length > 0
          ? `As root, run:\n${fixes.join('\n')}`
          : 'No known setting forbids it: this is probably a container; allow it unprivileged user namespaces (its seccomp profile).'
      }`,
      69,
    )
  }
}
