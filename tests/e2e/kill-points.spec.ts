// kill -9 at each of the nine points of N-74, on the test build: what the next start shows, and that nothing is shown twice.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { stubSaveDialog } from '../app/native'
import type { SandboxProcess } from '../app/sandbox-process'
import { askForSimpleKey, connectAndTrust, keysGrid, privateKeyFrame, signIn } from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

const build = path.join(root, 'out-test', 'main', 'index.js')
const description = 'Cut off'

const frameButton = (page: Page, name: string) => privateKeyFrame(page).getByRole('button', { name })
const attention = (page: Page) => page.getByRole('region', { name: 'Needs attention' })

const step = (work: Promise<unknown>) => work.catch(() => undefined)

interface Point {
  readonly name: string
  /** The app ends itself there; null: the test ends it when `until` has come. */
  readonly failpoint: string | null
  /** What a person does after Create. */
  readonly go: (app: AppProcess, folder: string, sandbox: SandboxProcess) => Promise<void>
  readonly creates: number
  /** Words of the entry in Needs attention; null: there is none. */
  readonly entry: RegExp | null
}

const nothing = async () => {}
const show = async ({ page }: AppProcess) => step(frameButton(page, 'Show').click()).then(() => undefined)

const points: readonly Point[] = [
  { name: 'before the record', failpoint: 'before-record', go: nothing, creates: 0, entry: null },
  { name: 'after the record', failpoint: 'after-record', go: nothing, creates: 0, entry: /In doubt/ },
  {
    name: 'after sending',
    failpoint: null,
    // The console has committed and holds its answer back.
    async go(_app, _folder, sandbox) {
      await expect.poll(() => sandbox.control('GET', '/creates')).toMatchObject({ simple: 1 })
    },
    creates: 1,
    entry: /Orphan/,
  },
  { name: 'after the answer', failpoint: 'after-answer', go: nothing, creates: 1, entry: /Orphan/ },
  { name: 'after carving', failpoint: 'after-carve', go: nothing, creates: 1, entry: /Orphan/ },
  {
    name: 'after the line of the reveal',
    failpoint: 'after-line',
    go: show,
    creates: 1,
    entry: /Unconfirmed/,
  },
  {
    name: 'after Show',
    failpoint: null,
    async go({ page }) {
      await frameButton(page, 'Show').click()
      await expect(privateKeyFrame(page).getByRole('region', { name: 'Private key text' })).toBeVisible()
    },
    creates: 1,
    entry: /Unconfirmed/,
  },
  {
    name: 'in saving',
    failpoint: 'in-save',
    async go(app, folder) {
      await stubSaveDialog(app, path.join(folder, 'half.txt'))
      await step(frameButton(app.page, 'Save to file').click())
    },
    creates: 1,
    entry: /Unconfirmed/,
  },
  {
    name: 'before it counts as stored',
    failpoint: 'before-done',
    async go(app, folder) {
      await stubSaveDialog(app, path.join(folder, 'stored.txt'))
      await frameButton(app.page, 'Save to file').click()
      await app.page
        .getByRole('checkbox', { name: 'I have stored this key in a safe place' })
        .check({ force: true })
      await step(app.page.getByRole('button', { name: 'Done', exact: true }).click())
    },
    creates: 1,
    entry: /Unconfirmed/,
  },
]

/** Every way that could show a private key again leads nowhere. */
async function expectNoSecondReveal(app: AppProcess, opId: string, frameUrl: string | null): Promise<void> {
  const { page } = app
  await expect(page.getByTitle('Private key', { exact: true })).toHaveCount(0)
  const { changed } = JSON.parse(await page.evaluate(() => window.bridge.snapshot()))
  expect(changed.creation).toBeNull()
  // The bridge: what belongs to a run that is over is refused.
  const refused = await page.evaluate(async (id) => {
    const [{ id: connectionId }] = JSON.parse(await window.bridge.snapshot()).changed.connections
    const calls = [
      window.bridge.call('creation.done', { opId: id, copyIsStored: true }),
      window.bridge.call('creation.leave', { opId: id }),
      window.bridge.call('creation.deleteKey', { connectionId, opId: id }),
      window.bridge.call('creation.stopWaiting', { opId: id }),
      window.bridge.call('creation.dismiss', { opId: id }),
    ]
    return (await Promise.all(calls)).map((reply) => reply.ok)
  }, opId)
  // `stopWaiting` and `dismiss` of an ended run do nothing.
  expect(refused.slice(0, 3)).toEqual([false, false, false])
  expect(JSON.parse(await page.evaluate(() => window.bridge.snapshot())).changed.creation).toBeNull()
  // Whoever types into the developer tools of a development build is still the page.
  const typed = await page.evaluate(async (url) => {
    const ask = (method: string, address: string) =>
      fetch(address, { method }).then(
        ({ status }) => status,
        () => 'refused',
      )
    return Promise.all([ask('GET', url), ask('POST', `${url}/show`), ask('POST', `${url}/copy`)])
  }, frameUrl ?? 'app://reveal/none')
  expect(typed).toEqual(['refused', 'refused', 'refused'])
  if (frameUrl === null) return
  // The protocol itself, from the main process, past every rule for pages.
  const answers = await app.electron.evaluate(async ({ session }, url) => {
    const own = session.fromPartition('pages', { cache: false })
    const get = await own.fetch(url)
    const posts = await Promise.all(
      ['show', 'copy', 'save', 'test'].map((action) => own.fetch(`${url}/${action}`, { method: 'POST' })),
    )
    return [get, ...posts].map(({ status }) => status)
  }, frameUrl)
  expect(answers).toEqual([410, 410, 410, 410, 410])
  // A second window, back and forward, and a frame that the page makes itself.
  expect(await page.evaluate(() => window.open('app://reveal/x') === null)).toBe(true)
  await page.goBack({ timeout: 2000 }).catch(() => null)
  await page.goForward({ timeout: 2000 }).catch(() => null)
  await expect(keysGrid(page)).toBeVisible()
  const text = await page.evaluate(async (url) => {
    const frame = document.createElement('iframe')
    frame.src = url
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const seen = frame.contentDocument?.body.textContent ?? ''
    frame.remove()
    return seen
  }, frameUrl)
  expect(text).toBe('')
}

test('a release knows no kill points; the test build does (D24, S-64)', () => {
  const bundle = (out: string) => {
    const folder = path.join(root, out, 'main')
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n')
  }
  const names = [
    ...points.flatMap(({ failpoint }) => failpoint ?? []),
    'in-write',
    'after-write',
    'KEYWRIGHT_FAILPOINT',
  ]
  expect(names.filter((name) => bundle('out-test').includes(name))).toEqual(names)
  expect(names.filter((name) => bundle('out').includes(name))).toEqual([])
})

// The page asks for the ticket itself, which its policy refuses and reports.
test.use({ provokesPolicy: true })

for (const point of points) {
  test(`kill -9 ${point.name}: the next start says what is, and reveals nothing (N-74)`, async ({
    launch,
    sandbox,
    folder,
  }) => {
    const start = (failpoint: string | null) =>
      launch({ entry: build, ...(failpoint === null ? {} : { env: { KEYWRIGHT_FAILPOINT: failpoint } }) })
    const account = sandbox.account('PortalAdministrator')
    const first = await start(point.failpoint)
    await connectAndTrust(first.page, sandbox)
    await signIn(first.page, account)
    if (point.name === 'after sending')
      await sandbox.control('POST', '/holds', { operationId: 'AddApiKeyLogin', at: 'after' })
    const ended = first.ended()
    const facts = first.page
      .evaluate(
        () =>
          new Promise<{ opId: string; frameUrl: string | null }>((resolve) => {
            window.bridge.watch((text) => {
              const { creation } = JSON.parse(text).changed
              if (creation?.frameUrl) resolve({ opId: creation.opId, frameUrl: creation.frameUrl })
            })
          }),
      )
      .catch(() => null)
    await step(askForSimpleKey(first.page, description))
    await point.go(first, folder, sandbox)
    if (point.failpoint === null) await first.kill()
    await ended
    const revealed = await facts
    await sandbox.control('DELETE', '/holds')

    const second = await start(null)
    await expect(keysGrid(second.page)).toBeVisible()
    if (point.entry === null) await expect(attention(second.page)).toBeHidden()
    else {
      await expect(attention(second.page)).toContainText(description)
      await expect(attention(second.page)).toContainText(point.entry)
    }
    expect(await sandbox.control('GET', '/creates')).toMatchObject({ simple: point.creates })
    await expectNoSecondReveal(
      second,
      revealed?.opId ?? '00000000-0000-4000-8000-000000000000',
      revealed?.frameUrl ?? null,
    )
  })
}
