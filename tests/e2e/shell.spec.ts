// The shell around the page, in the real app: what hostile page code reaches, what the processes are, what a release holds.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { AppProcess } from '../app/app-process'
import {
  codeInjections,
  inPage,
  listen,
  networkAttempts,
  permissionNames,
  permissionUses,
  silentInjections,
} from '../app/hostile-page'
import { createSimpleKey, keysGrid, privateKeyFrame } from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

const windows = (app: AppProcess) =>
  app.electron.evaluate(({ BrowserWindow, webContents }) => ({
    urls: BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()),
    contents: webContents.getAllWebContents().length,
  }))
const untouched = { urls: ['app://main/index.html'], contents: 1 }

/** Name of what it threw, `done` or `no answer` (that is one, too: nothing was reached). */
const outcomeOf = (code: string, ms = 3000) => `Promise.race([
  (async () => { await (async () => { return ${code.startsWith('{') ? `(() => ${code})()` : code} })(); return 'done' })().catch((error) => error?.name ?? String(error)),
  new Promise((resolve) => setTimeout(() => resolve('no answer'), ${ms})),
])`

test.describe('a hostile page that the policy stops', () => {
  test.use({ provokesPolicy: true })

  test('makes no text into code: eval, markup, inline scripts and handlers, workers, policies (S-03, N-70)', async ({
    app,
  }) => {
    for (const [name, code] of Object.entries(codeInjections)) {
      const outcome = await inPage(app, outcomeOf(code))
      expect([name, outcome]).toEqual([name, expect.stringMatching(/^(EvalError|TypeError|SecurityError)$/)])
    }
    for (const code of Object.values(silentInjections)) await inPage(app, outcomeOf(code, 500))
    await app.page.waitForTimeout(300)
    const state = await inPage(
      app,
      '({ hit: window.hit ?? null, outline: getComputedStyle(document.body).outlineWidth })',
    )
    expect(state).toMatchObject({ hit: null })
    expect(state).not.toMatchObject({ outline: '77px' })
    // The same marks can be set by code that is allowed: the check would see them.
    expect(await inPage(app, 'window.hit = 1, window.hit')).toBe(1)
    expect(await windows(app)).toEqual(untouched)
  })

  test('connects to nobody and goes nowhere, by any element, request, link, form or window (S-04, S-05, N-70)', async ({
    app,
  }) => {
    const listener = await listen()
    const target = `127.0.0.1:${listener.port}`
    const downloads = await app.electron.evaluate(({ BrowserWindow, app: electronApp }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session
      session?.on('will-download', (_event, item) => {
        Object.assign(globalThis, { downloadsSeen: [item.getState()] })
      })
      return electronApp.getPath('downloads')
    })
    try {
      for (const [name, code] of Object.entries(networkAttempts)) {
        await inPage(app, outcomeOf(code.replaceAll('TARGET', target), 150))
        expect([name, await windows(app)]).toEqual([name, untouched])
      }
      // The slowest of them, WebRTC, has had its time when this much later still nobody has come.
      await app.page.waitForTimeout(3000)
      expect(listener.connections()).toBe(0)
      expect(readdirSync(downloads, { withFileTypes: true }).map(({ name }) => name)).not.toContain(
        'keywright-hostile.txt',
      )
      // The page is still the app. It is asked itself: the driver waits for ever for navigations that were stopped.
      expect(await windows(app)).toEqual(untouched)
      expect(await inPage(app, "document.querySelector('[role=grid]')?.getAttribute('aria-label')")).toBe(
        'API keys',
      )
      // And the listener counts: this process may connect.
      await fetch(`http://${target}/`).catch(() => undefined)
      expect(listener.connections()).toBe(1)
    } finally {
      await listener.close()
    }
  })

  test('reads no file and no other scheme (S-02)', async ({ app }) => {
    for (const url of [
      'file:///etc/passwd',
      'app://main/../../package.json',
      'app://reveal/x',
      'devtools://devtools/bundled/inspector.html',
      'chrome://version',
      'data:text/plain,x',
    ])
      expect([url, await inPage(app, outcomeOf(`fetch('${url}')`))]).toEqual([url, 'TypeError'])
  })

  test('finds no bridge in a child: blank, own page, reveal frame, opened window (N-37, N-38, S-07)', async ({
    app,
  }) => {
    const blank = await inPage(
      app,
      `(() => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const { contentWindow } = frame
        const found = [typeof contentWindow.bridge, typeof contentWindow.require, typeof contentWindow.process]
        frame.remove()
        return found.concat(String(window.open('about:blank')), String(window.open('app://main/index.html')))
      })()`,
    )
    expect(blank).toEqual(['undefined', 'undefined', 'undefined', 'null', 'null'])
    const own = await inPage(
      app,
      `new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.src = 'app://main/index.html'
        document.body.append(frame)
        setTimeout(() => {
          let found = 'closed'
          try { found = typeof frame.contentWindow.bridge } catch {}
          frame.remove()
          resolve(found)
        }, 500)
      })`,
    )
    expect(['closed', 'undefined']).toContain(own)
    await createSimpleKey(app.page, 'No bridge here')
    const frame = privateKeyFrame(app.page)
    await expect(frame.getByRole('button', { name: 'Show' })).toBeVisible()
    const inFrame = await frame
      .locator('html')
      .evaluate(() =>
        ['bridge', 'require', 'process', 'electron', 'ipcRenderer'].map(
          (name) => typeof Reflect.get(window, name),
        ),
      )
    expect(inFrame).toEqual(Array(5).fill('undefined'))
    expect(
      await inPage(app, 'typeof require + typeof process + Object.keys(window.bridge).sort().join()'),
    ).toBe('undefinedundefinedcall,snapshot,watch')
  })
})

test.describe('a hostile page', () => {
  test('opens nothing by middle click, modified click or a dropped file (S-05, N-70)', async ({ app }) => {
    const { page } = app
    await inPage(
      app,
      `{
        const one = document.createElement('a')
        one.href = 'https://127.0.0.1:1/'
        one.textContent = 'hostile link'
        one.style.setProperty('position', 'fixed')
        one.style.setProperty('inset', '0 auto auto 0')
        one.style.setProperty('z-index', '99')
        document.body.append(one)
      }`,
    )
    const link = page.getByText('hostile link')
    await link.click({ button: 'middle', noWaitAfter: true })
    expect(await windows(app)).toEqual(untouched)
    for (const modifier of ['Control', 'Shift', 'Alt'] as const) {
      await link.click({ modifiers: [modifier], noWaitAfter: true })
      expect(await windows(app)).toEqual(untouched)
    }
    expect(app.output()).toContain('"event":"page.stopped","action":"open-window"')
    const session = await page.context().newCDPSession(page)
    const data = { items: [], files: [path.join(root, 'README.md')], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    await page.waitForTimeout(500)
    expect(await windows(app)).toEqual(untouched)
  })

  test('is granted no permission: every query is denied, every use fails (S-06)', async ({ app }) => {
    const answers = (await inPage(
      app,
      `Promise.all(${JSON.stringify(permissionNames)}.map((name) =>
        navigator.permissions.query({ name, userVisibleOnly: true, sysex: true }).then(({ state }) => [name, state], (error) => [name, error.name])))`,
    )) as [string, string][]
    // A name that this Chromium does not know is a TypeError.
    expect(answers.filter(([, state]) => state !== 'denied' && state !== 'TypeError')).toEqual([])
    expect(answers.filter(([, state]) => state === 'denied').length).toBeGreaterThan(12)
    for (const [name, code] of Object.entries(permissionUses)) {
      const outcome = await inPage(app, outcomeOf(code))
      expect([name, outcome]).not.toEqual([name, 'done'])
    }
    expect(
      await inPage(app, 'document.fullscreenElement === null && document.pointerLockElement === null'),
    ).toBe(true)
  })

  test('that calls 50,000 times is slowed down, and the app goes on (N-42, S-07)', async ({ app }) => {
    const flood = (await inPage(
      app,
      `(async () => {
        const seen = {}
        const count = (word) => { seen[word] = (seen[word] ?? 0) + 1 }
        const names = ['app.ready', 'settings.set', 'keys.refresh']
        const started = performance.now()
        for (let round = 0; round < 50; round += 1)
          await Promise.all(Array.from({ length: 1000 }, (_, n) =>
            window.bridge.call(names[n % 3], {}).then(
              (reply) => count(reply.ok ? 'ok' : reply.failure.detail.reason ?? reply.failure.code), () => count('rejected'))))
        const snapshots = await Promise.allSettled(Array.from({ length: 1000 }, () => window.bridge.snapshot()))
        return { seen, ms: performance.now() - started, snapshots: snapshots.filter(({ status }) => status === 'fulfilled').length }
      })()`,
    )) as { seen: Record<string, number>; ms: number; snapshots: number }
    const all = Object.values(flood.seen).reduce((sum, one) => sum + one, 0)
    expect(all).toBe(50_000)
    const granted = all - (flood.seen['too-many'] ?? 0)
    expect(granted).toBeGreaterThan(0)
    expect(granted).toBeLessThanOrEqual(400 + Math.ceil((flood.ms / 1000) * 400))
    expect(flood.snapshots).toBeLessThanOrEqual(20 + Math.ceil(flood.ms / 500))
    // Of each kind of line 500 at once and 20 a second at most.
    const lines = app.output().split('"event":"call.failed"').length - 1
    expect(lines).toBeLessThanOrEqual(500 + Math.ceil((flood.ms / 1000) * 20) + 20)
    const huge =
      "window.bridge.call('app.copyText', { text: 'x'.repeat(10_000_000) }).then((reply) => reply.ok ? 'ok' : reply.failure.code)"
    await expect.poll(() => inPage(app, huge)).toBe('invalid-input')
    const ready = "window.bridge.call('app.ready', {}).then((reply) => reply.ok)"
    await expect.poll(() => inPage(app, ready)).toBe(true)
    await expect(keysGrid(app.page)).toBeVisible()
  })
})

test('a page that goes away in the middle of a call, and a window that does, harm nothing (N-39, N-41)', async ({
  app,
}) => {
  await app.electron.evaluate(async ({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows()[0]
    if (main === undefined) return
    const { webContents } = main
    for (let round = 0; round < 5; round += 1) {
      void webContents
        .executeJavaScript(
          "for (let n = 0; n < 20; n += 1) window.bridge.call('keys.refresh', {}); window.bridge.snapshot()",
        )
        .catch(() => undefined)
      await webContents.loadURL('app://main/index.html').catch(() => undefined)
    }
  })
  await expect(keysGrid(app.page)).toBeVisible()
  const preload = path.join(root, 'out/preload/preload.cjs')
  const stranger = await app.electron.evaluate(async ({ BrowserWindow }, file) => {
    const main = BrowserWindow.getAllWindows()[0]
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: file,
        sandbox: true,
        contextIsolation: true,
        ...(main === undefined ? {} : { session: main.webContents.session }),
      },
    })
    await other.loadURL('app://main/index.html').catch(() => undefined)
    void other.webContents.executeJavaScript("window.bridge.call('app.ready', {})").catch(() => undefined)
    other.destroy()
    return BrowserWindow.getAllWindows().length
  }, preload)
  expect(stranger).toBe(1)
  const ready = "window.bridge.call('app.ready', {}).then((reply) => reply.ok)"
  await expect.poll(() => inPage(app, ready)).toBe(true)
  expect(app.output()).not.toMatch(/"event":"main\.(uncaught|unhandled)"/)
})

for (const [what, handler] of [
  ['refuses to go', "(event) => { event.preventDefault(); event.returnValue = 'stay' }"],
  ['never answers', '() => { for (;;) {} }'],
] as const)
  test(`a page that ${what} is taken away by the lock all the same (S-05, S-26)`, async ({ app }) => {
    // Chromium asks such a handler only where somebody has used the page.
    await app.page.getByRole('searchbox', { name: 'Search keys' }).click()
    await inPage(app, `addEventListener('beforeunload', ${handler}); ''`)
    await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
    await expect.poll(async () => (await windows(app)).urls).toEqual(['app://lock/lock/lock.html'])
    await expect(app.page.getByRole('heading', { name: /locked/i })).toBeVisible()
  })

test('every page process is sandboxed, the one of the reveal frame, too (S-01)', async ({ app }) => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() === 0,
    'seccomp is visible only on Linux and off as root',
  )
  await createSimpleKey(app.page, 'Sandboxed')
  await expect(privateKeyFrame(app.page).getByRole('button', { name: 'Show' })).toBeVisible()
  const pids = await app.electron.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame
    return main === undefined ? [] : [main, ...main.frames].map((frame) => frame.osProcessId)
  })
  expect(new Set(pids).size).toBe(2)
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\s*2$/m)
    expect(status).toMatch(/^NoNewPrivs:\s*1$/m)
  }
  // The main process is not: the search can tell.
  expect(readFileSync(`/proc/${app.electron.process().pid}/status`, 'utf8')).toMatch(/^Seccomp:\s*0$/m)
})

test('links and files from outside are taken by nobody (S-12)', async ({ app }) => {
  const prevented = await app.electron.evaluate(({ app: electronApp }) =>
    (['open-url', 'open-file'] as const).map((name) => {
      let isPrevented = false
      electronApp.emit(
        name,
        {
          preventDefault: () => {
            isPrevented = true
          },
        },
        'keywright://reveal/key',
      )
      return isPrevented
    }),
  )
  expect(prevented).toEqual([true, true])
  expect(await windows(app)).toEqual(untouched)
})

test('the release has no source maps, no code from text in its pages, nothing of the tests and of the sandbox console (S-64)', () => {
  const files = ['main', 'preload', 'renderer'].flatMap((part) =>
    readdirSync(path.join(root, 'out', part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  const scripts = files.filter((file) => /\.(c?js|html|css)$/.test(file))
  const holding = (pattern: RegExp, list = scripts) =>
    list
      .filter((file) => pattern.test(readFileSync(file, 'utf8')))
      .map((file) => path.relative(path.join(root, 'out'), file))
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  expect(holding(/sourceMappingURL/)).toEqual([])
  expect(holding(/Keywright/).length, 'the search finds what is there').toBeGreaterThan(1)
  const pages = scripts.filter((file) => !file.includes(`${path.sep}main${path.sep}`))
  expect(pages.length).toBeGreaterThan(5)
  expect(holding(/\beval\(|\bnew Function\b|\bFunction\(["'`]/, pages)).toEqual([])
  expect(holding(/\bdebugger\b/)).toEqual([])
  // The console of the tests, its packages, its control channel and its canaries.
  expect(
    holding(
      /fastify|libsql|openapi-backend|sandbox-console|\/canaries|playwright|vitest|fast-check|KEYWRIGHT_FAILPOINT/,
    ),
  ).toEqual([])
  // In main: the settings library brings a schema compiler, which nobody calls, and zod asks once whether it could compile.
  const main = scripts
    .filter((file) => !pages.includes(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  expect(main.match(/\bnew Function\(/g)).toHaveLength(2)
  expect(main).not.toMatch(/\beval\(/)
})
