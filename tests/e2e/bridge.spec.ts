// The bridge and the shell from the outside: who may call, what a hostile page can reach, what the processes are.
import { readFileSync, statSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

test('the preload stays under 2 kB', () => {
  expect(statSync(path.join(root, 'out/preload/preload.cjs')).size).toBeLessThan(2048)
})

test('only the own main frame of the own origin is answered', async ({ app }) => {
  const ask = () => app.page.evaluate(() => window.bridge.call('app.ready', {}).then((reply) => reply.ok))
  expect(await ask()).toBe(true)
  const stranger = await app.electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const main = BrowserWindow.getAllWindows()[0]
      if (main === undefined) return 'no window'
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true, session: main.webContents.session },
      })
      try {
        await other.loadURL('app://main/index.html').catch(() => undefined)
        return await other.webContents.executeJavaScript(
          "window.bridge ? window.bridge.call('app.ready', {}).then((r) => r.ok ? 'answered' : 'refused', () => 'refused') : 'no bridge'",
        )
      } finally {
        other.destroy()
      }
    },
    path.join(root, 'out/preload/preload.cjs'),
  )
  expect(stranger).toBe('refused')
})

test('unknown calls, prototype names and wrong inputs are refused with a code', async ({ app }) => {
  const outcomes = await app.page.evaluate(async () => {
    const call = window.bridge.call as unknown as (
      name: string,
      input: unknown,
    ) => Promise<{ ok: boolean; failure?: { code: string } }>
    const one = (name: string, input: unknown) =>
      call(name, input).then(
        (reply) => (reply.ok ? 'ok' : (reply.failure?.code ?? 'none')),
        () => 'rejected',
      )
    return {
      unknown: await one('keys.nothing', {}),
      prototype: await one('constructor', {}),
      wrongType: await one('settings.set', { name: 'theme', value: 7 }),
      huge: await one('app.copyText', { text: 'x'.repeat(1_000_000) }),
    }
  })
  expect(outcomes).toEqual({
    unknown: 'rejected',
    prototype: 'rejected',
    wrongType: 'invalid-input',
    huge: 'invalid-input',
  })
})

test('a page that breaks its own globals and the bridge object harms only itself (N-46)', async ({ app }) => {
  const outcome = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents
    return page?.executeJavaScript(`(() => {
      const stolen = []
      const spy = function (...given) { stolen.push(given); throw new Error('broken') }
      const { call } = window.bridge
      try { window.bridge = { call: spy } } catch {}
      try { window.bridge.call = spy } catch {}
      try { Object.defineProperty(window, 'bridge', { value: { call: spy } }) } catch {}
      const kept = window.bridge.call === call
      const { then } = Promise.prototype
      for (const name of ['map', 'push', 'forEach', 'slice', 'includes']) Array.prototype[name] = spy
      for (const name of ['then', 'catch', 'finally']) Promise.prototype[name] = spy
      for (const name of ['stringify', 'parse']) JSON[name] = spy
      Object.prototype.ok = 'planted'
      Object.prototype.gate = 'open'
      const answer = then.call(call('settings.set', { name: 'theme', value: 'dark' }), (reply) => reply.ok === true)
      return then.call(answer, (ok) => 'kept ' + kept + ', answered ' + ok + ', stolen ' + stolen.length)
    })()`)
  })
  expect(outcome).toBe('kept true, answered true, stolen 0')
  await app.page.reload()
  const theme = await app.page.evaluate(
    async () => JSON.parse(await window.bridge.snapshot()).changed.settings.theme,
  )
  expect(theme).toBe('dark')
})

test('creates that are asked for at once are one create; what a page says of other runs, paths and texts is refused (N-72, N-44)', async ({
  app,
  sandbox,
}) => {
  const outcomes = await app.page.evaluate(async () => {
    const { connections } = JSON.parse(await window.bridge.snapshot()).changed
    const connectionId: string = connections[0].id
    const call = window.bridge.call as unknown as (
      name: string,
      input: unknown,
    ) => Promise<{ ok: boolean; failure?: { code: string } }>
    const one = async (name: string, input: object) => {
      const reply = await call(name, { connectionId, ...input })
      return reply.ok ? 'ok' : (reply.failure?.code ?? 'none')
    }
    const draft = { description: 'Asked for many times', readOnly: true, key: { type: 'simple' } }
    const starts = await Promise.all(Array.from({ length: 10 }, () => one('creation.start', draft)))
    const opId = '00000000-0000-4000-8000-000000000000'
    return {
      starts: starts.sort(),
      others: await Promise.all([
        one('creation.done', { opId, copyIsStored: true }),
        one('creation.leave', { opId }),
        one('creation.deleteKey', { opId }),
        one('attention.check', { opId }),
        one('attention.pick', { opId, keyId: null }),
        one('creation.leave', { opId: '../../reveals' }),
      ]),
      texts: await Promise.all(
        ['line\nbreak', '<b>', '', 'x'.repeat(129)].map((description) =>
          one('creation.start', { ...draft, description }),
        ),
      ),
      address: await one('connections.connect', { address: 'file:///etc/passwd', name: 'x' }),
    }
  })
  expect(outcomes.starts).toEqual([...Array(9).fill('busy'), 'ok'])
  expect(outcomes.others).toEqual([...Array(5).fill('not-found'), 'invalid-input'])
  expect(outcomes.texts).toEqual(Array(4).fill('invalid-input'))
  expect(outcomes.address).not.toBe('ok')
  await expect.poll(() => sandbox.control('GET', '/creates')).toMatchObject({ simple: 1 })
})

test.describe(() => {
  test.use({ provokesPolicy: true })

  test('a hostile page reaches no network, no window, no navigation, no permission', async ({ app }) => {
    let hits = 0
    const listener = http.createServer((_request, response) => {
      hits++
      response.end()
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`
    const before = app.page.url()
    await app.page.evaluate(async (target) => {
      await fetch(target).catch(() => undefined)
      navigator.sendBeacon(target)
      new Image().src = target
      window.open(target)
      const link = document.createElement('a')
      link.href = target
      document.body.append(link)
      link.click()
      link.remove()
      await Notification.requestPermission().catch(() => undefined)
    }, url)
    const state = await app.page.evaluate(async () => ({
      notifications: Notification.permission,
      clipboard: await navigator.permissions
        .query({ name: 'clipboard-read' as PermissionName })
        .then((one) => one.state),
      node: typeof (globalThis as { require?: unknown }).require,
    }))
    listener.close()
    expect(hits).toBe(0)
    expect(app.page.url()).toBe(before)
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(state).toEqual({ notifications: 'denied', clipboard: 'denied', node: 'undefined' })
  })
})

test('renderers are sandboxed', async ({ app }) => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() === 0,
    'seccomp is visible only on Linux and off as root',
  )
  const pid = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/Seccomp:\s*2/)
})
