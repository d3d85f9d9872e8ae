// No keyring, a locked one, one that hangs: the app starts as ever, says what it cannot do, works, keeps nothing, and ends.
import { appendFileSync, chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AppProcess } from '../app/app-process'
import { filesWith } from '../app/leak-search'
import { type OwnKeyring, ownKeyring } from '../app/own-keyring'
import type { SandboxProcess } from '../app/sandbox-process'
import {
  connectAndTrust,
  connectHeading,
  createSimpleKey,
  finishReveal,
  keysGrid,
  privateKeyFrame,
  signIn,
} from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

/** Where a line of the log stands in what was printed; -1 while it is not there. */
const lineAt = (app: AppProcess, event: string) =>
  app.output().search(new RegExp(`"event":"${event.replace('.', '\\.')}"`))
const hasSaid = (app: AppProcess, event: string) =>
  expect.poll(() => lineAt(app, event), { timeout: 45_000 }).toBeGreaterThan(-1)

/** Ends it as a person would; nothing here ends it by force. */
async function quit(app: AppProcess): Promise<void> {
  await app.electron.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined)
  await app.ended()
}

interface Canary {
  readonly kind: string
  readonly text: string
}
const issued = async (sandbox: SandboxProcess) =>
  ((await sandbox.control('GET', '/canaries')) as { canaries: Canary[] }).canaries

/** Everything that a profile must not hold in plain text after a run in memory. */
async function whatMustNotStay(app: AppProcess, sandbox: SandboxProcess): Promise<string[]> {
  const rows = await keysGrid(app.page).getByRole('rowheader').allInnerTexts()
  const account = sandbox.account('PortalAdministrator')
  const issuedNow = (await issued(sandbox)).map(({ text }) => text.slice(text.lastIndexOf('.') + 1))
  expect(rows.length).toBeGreaterThan(3)
  expect(issuedNow.length).toBeGreaterThan(2)
  return [
    ...rows.map((row) => row.trim()).filter((row) => row.length > 7),
    account.password,
    ...issuedNow,
    'In memory only',
  ]
}

/** Connects, signs in, makes a key and stores it: all of it works without anything being kept. */
async function workInMemory(app: AppProcess, sandbox: SandboxProcess): Promise<void> {
  const { page } = app
  await signIn(page, sandbox.account('PortalAdministrator'))
  await createSimpleKey(page, 'In memory only')
  await privateKeyFrame(page).getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect(privateKeyFrame(page).getByText(/Copied/)).toBeVisible()
  await finishReveal(page)
  const question = page.getByRole('alertdialog', { name: 'Is the key stored?' })
  await question.getByRole('button', { name: 'Yes, it is stored' }).click()
  await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Close|Done)$/ })
    .click()
}

async function keepsNothing(profile: string, secrets: readonly string[]): Promise<void> {
  const found = () =>
    secrets.flatMap((secret) => filesWith(profile, secret).map((file) => `${file}: ${secret}`))
  expect(found()).toEqual([])
  // The search would find each of them.
  const plant = path.join(profile, 'plant')
  for (const secret of secrets) {
    writeFileSync(plant, `x${Buffer.from(secret).toString('base64')}`)
    expect(filesWith(profile, secret), secret).toEqual([plant])
  }
  rmSync(plant)
}

interface Trouble {
  readonly name: string
  readonly make: () => Promise<OwnKeyring | { readonly env: Record<string, string>; stop(): Promise<void> }>
  readonly says: string
  /** The store is asked and does not answer at once. */
  readonly isSlow: boolean
  readonly during?: (own: OwnKeyring) => Promise<void>
}

const troubles: readonly Trouble[] = [
  {
    name: 'no D-Bus session',
    make: async () => ({
      env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
      stop: async () => {},
    }),
    says: 'No credential store was found on this computer.',
    isSlow: false,
  },
  {
    name: 'a D-Bus session without a credential store',
    make: () => ownKeyring('no-service'),
    says: 'No credential store was found on this computer.',
    isSlow: false,
  },
  {
    name: 'a locked keyring that cannot ask',
    make: () => ownKeyring('locked', 'none'),
    says: 'The credential store is locked.',
    isSlow: false,
  },
  {
    name: 'a locked keyring whose prompt is dismissed',
    make: () => ownKeyring('locked', 'real'),
    says: 'The credential store is locked.',
    isSlow: true,
    during: async (own) => {
      await expect.poll(() => own.dismissPrompt()).toBe(true)
    },
  },
  {
    name: 'a locked keyring whose prompt nobody answers',
    make: () => ownKeyring('locked', 'real'),
    says: 'The credential store is locked.',
    isSlow: true,
  },
  {
    name: 'a keyring that hangs',
    make: async () => {
      const own = await ownKeyring('unlocked')
      own.halt()
      return own
    },
    says: 'The credential store does not answer.',
    isSlow: true,
  },
]

for (const { name, make, says, isSlow, during } of troubles)
  test(`${name}: starts, says so, works, keeps nothing in plain text, ends (S-28, S-32, N-47)`, async ({
    launch,
    sandbox,
  }) => {
    test.setTimeout(180_000)
    const own = await make()
    try {
      const app = await launch({ env: own.env })
      await expect(connectHeading(app.page)).toBeVisible()
      await hasSaid(app, 'page.ready')
      await connectAndTrust(app.page, sandbox)
      // The first screen came, and worked, before the store had said anything.
      if (isSlow) expect(lineAt(app, 'vault.opened')).toBe(-1)
      if (during !== undefined && 'dismissPrompt' in own) await during(own)
      await hasSaid(app, 'vault.opened')
      await expect(app.page.getByRole('checkbox', { name: 'Stay signed in on this computer' })).toBeDisabled()
      await expect(app.page.getByText('Not possible now: without a credential store')).toBeVisible()
      await workInMemory(app, sandbox)
      await expect(app.page.getByText('Nothing is kept on this computer')).toBeVisible()
      await expect(app.page.getByText(says)).toBeVisible()
      const secrets = await whatMustNotStay(app, sandbox)
      await quit(app)
      await keepsNothing(app.profile, secrets)
      // What is kept needs no secrecy, and is the proof that this is the profile that was used.
      expect(readFileSync(path.join(app.profile, 'settings.json'), 'utf8')).toContain(sandbox.url)
    } finally {
      await own.stop()
    }
  })

test('a sign-in is not restored while the keyring is locked, stays in it, and is back when it opens (S-28, N-48)', async ({
  launch,
  sandbox,
}) => {
  test.setTimeout(180_000)
  const own = await ownKeyring('unlocked')
  try {
    const first = await launch({ env: own.env })
    await connectAndTrust(first.page, sandbox)
    await signIn(first.page, sandbox.account('PortalAdministrator'))
    await quit(first)
    own.lock()
    const second = await launch({ env: own.env })
    await expect(second.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await hasSaid(second, 'vault.opened')
    await quit(second)
    await own.unlock()
    const third = await launch({ env: own.env })
    await expect(keysGrid(third.page)).toBeVisible()
  } finally {
    await own.stop()
  }
})

test('a sign-out while the keyring is locked says that it is not confirmed, and the sign-in never comes back (S-28, N-48)', async ({
  launch,
  sandbox,
}) => {
  test.setTimeout(180_000)
  const own = await ownKeyring('unlocked')
  try {
    const first = await launch({ env: own.env })
    await connectAndTrust(first.page, sandbox)
    await signIn(first.page, sandbox.account('PortalAdministrator'))
    own.lock()
    await first.page.getByRole('button', { name: 'Connection' }).click()
    await first.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(first.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(first.page.getByText('A sign-in is still in the credential store')).toBeVisible()
    await quit(first)
    await own.unlock()
    const second = await launch({ env: own.env })
    await expect(second.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await hasSaid(second, 'vault.opened')
    expect(second.output()).toMatch(/"event":"vault.opened","mode":"keyring"/)
    await expect(second.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(readFileSync(path.join(second.profile, 'owed-removals.json'), 'utf8')).toBe('[]')
  } finally {
    await own.stop()
  }
})

/** What the main process has loaded as code. */
const modulesOf = (app: AppProcess) => readFileSync(`/proc/${app.electron.process().pid}/maps`, 'utf8')

/** The built app beside a copy of the credential-store module; answers the place of the module's binary. */
function appWithOwnModule(folder: string): { entry: string; binary: string } {
  const entry = path.join(folder, 'app')
  for (const part of [
    'package.json',
    'resources',
    'out/main',
    'out/preload',
    'out/renderer',
    'node_modules/keytar',
  ])
    cpSync(path.join(root, part), path.join(entry, part), { recursive: true, dereference: true })
  const target = `${process.platform}-${process.arch}`
  return { entry, binary: path.join(entry, 'node_modules/keytar/prebuilds', target, 'keytar.node') }
}

test('a credential-store module that was altered or removed is not run, and the app says so (S-11, N-50)', async ({
  launch,
  sandbox,
  folder,
}) => {
  test.setTimeout(150_000)
  const { entry, binary } = appWithOwnModule(folder)
  const whole = await launch({ entry })
  await hasSaid(whole, 'vault.opened')
  expect(whole.output()).toMatch(/"event":"vault.opened","mode":"keyring"/)
  expect(modulesOf(whole)).toContain(binary)
  await quit(whole)

  chmodSync(binary, 0o644)
  appendFileSync(binary, '\0')
  const altered = await launch({ entry })
  await hasSaid(altered, 'vault.opened')
  expect(altered.output()).toMatch(/"event":"keyring.module-refused","why":"altered"/)
  expect(altered.output()).toMatch(/"event":"vault.opened","mode":"memory","why":"module"/)
  await connectAndTrust(altered.page, sandbox)
  await signIn(altered.page, sandbox.account('PortalAdministrator'))
  await expect(altered.page.getByText('is missing or was changed')).toBeVisible()
  expect(modulesOf(altered)).not.toContain('keytar.node')
  await quit(altered)

  rmSync(binary)
  const missing = await launch({ entry })
  await hasSaid(missing, 'vault.opened')
  expect(missing.output()).toMatch(/"event":"keyring.module-refused","why":"missing"/)
})
