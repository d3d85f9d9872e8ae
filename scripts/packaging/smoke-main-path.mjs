// Drives the copy of a package whose only difference is that a test driver may attach: connect, trust, sign in, list.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const { _electron: electron, expect } = createRequire(import.meta.url)('@playwright/test')

async function sandbox() {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'console-'))
  const args = ['out/sandbox/main.js', '--seed', 'demo', '--data', data]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, ready: JSON.parse(line) }
}

export async function driveMainPath(executablePath, env) {
  const { child, ready } = await sandbox()
  const account = ready.accounts.find((one) => one.totpSecret === undefined)
  const app = await electron.launch({ executablePath, env, chromiumSandbox: true, timeout: 30_000 })
  try {
    const page = await app.firstWindow()
    const button = (name) => page.getByRole('button', { name, exact: true }).click()
    const fill = (name, text) => page.getByRole('textbox', { name, exact: true }).fill(text)
    await fill('Console address', ready.url)
    await fill('Name', 'Smoke test')
    await button('Connect')
    const question = page.getByRole('alertdialog', { name: 'Certificate not trusted' })
    await expect(question).toContainText(ready.fingerprint256)
    await button('Trust this certificate')
    await fill('User name', account.userName)
    await fill('Password', account.password)
    await button('Sign in')
    await expect(page.getByRole('grid', { name: 'API keys' }).getByRole('rowheader').first()).toBeVisible()
    // The sign-in was kept: the package brought the credential-store module whose digest the code knows.
    await expect(page.getByText('Nothing is kept on this computer')).toHaveCount(0)
  } finally {
    await app.close()
    child.kill('SIGTERM')
  }
}
