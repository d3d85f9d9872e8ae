// Answers that are broken, endless, slow or cut, and proxies that ask or lie, on the real network stack.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { Spoil } from '../app/front'
import { askForSimpleKey, enterAddress, privateKeyFrame, signIn, wizard } from '../app/steps'
import { expect } from './fixtures'
import { failures, said, test, trust } from './front-fixtures'

const heading = (page: Page, name: string) => page.getByRole('heading', { name })

/** These bytes, exactly, and the end of the connection. */
const raw =
  (text: string): Spoil =>
  (response) =>
    void response.socket?.end(text)

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

const endless: Spoil = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
  }
  response.on('drain', more)
  more()
}

/** 1 GB of spaces in about 1 MB; decoding it whole would not fit. */
const bomb: Spoil = (response) => {
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, 0x20))
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  for (let count = 0; count < 64; count += 1) response.write(member)
  response.end()
}

const unreadable = 'The console’s answer could not be read'
const cases: readonly (readonly [what: string, how: Spoil, code: string | null, says: string])[] = [
  ['a header of 300 KB', raw(`${head}X-Long: ${'a'.repeat(300_000)}\r\n\r\n{}`), 'bad-response', unreadable],
  [
    'a chunk length that is none',
    raw(`${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}`),
    'bad-response',
    unreadable,
  ],
  [
    'a chunk length beyond all numbers',
    raw(`${head}Transfer-Encoding: chunked\r\n\r\n${'F'.repeat(17)}\r\n{}`),
    'bad-response',
    unreadable,
  ],
  ['two lengths', raw(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`), 'bad-response', unreadable],
  ['no status line (HTTP/0.9)', raw('{"serverVersion":"9.2"}'), 'bad-response', unreadable],
  [
    'a folded header',
    raw(`${head}X-Folded: a\r\n  Content-Length: 90\r\nContent-Length: 2\r\n\r\n{}`),
    // Read as HTTP, so that only the content is refused.
    null,
    'not a Service Provider Console',
  ],
  ['fewer bytes than announced', raw(`${head}Content-Length: 100\r\n\r\n{`), 'bad-response', unreadable],
  ['a cut in the header', raw(head), 'bad-response', unreadable],
  ['endless chunks', endless, 'bad-response', unreadable],
  ['a gzip bomb', bomb, 'bad-response', unreadable],
  ['no answer at all', raw(''), 'unreachable', 'could not be reached'],
  [
    '407 by the console itself',
    (response) => void response.writeHead(407).end(),
    'unreachable',
    'could not be reached',
  ],
]

test('broken and endless answers end at once, in words; the app stays usable (N-17, N-19, S-18)', async ({
  launch,
  front,
}) => {
  test.setTimeout(180_000)
  const app = await launch()
  for (const [what, how, code, says] of cases) {
    const broken = await front()
    broken.spoil('', how)
    const before = failures(app).length
    await trust(app.page, broken)
    await expect
      .poll(() => failures(app).slice(before), what)
      .toEqual(['tls-untrusted', ...(code === null ? [] : [code])])
    await expect(said(app.page), what).toContainText(says)
    expect(broken.seen.length, what).toBeGreaterThan(0)
    await broken.close()
  }
  const memory = await app.electron.evaluate(() => process.memoryUsage().rss)
  expect(memory).toBeLessThan(600 * 1024 * 1024)
})

test('an answer of one byte at a time ends at the time limit (N-18, S-18)', async ({ launch, front }) => {
  const app = await launch()
  const slow = await front()
  slow.spoil('', (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 1000)
    response.on('close', () => clearInterval(timer))
  })
  await trust(app.page, slow)
  await expect(said(app.page)).toContainText('did not answer in time', { timeout: 45_000 })
  expect(failures(app)).toEqual(['tls-untrusted', 'timeout'])
})

const orphan = 'Nobody has this private key'
const text = (status: number, body: Buffer, length = body.length) =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
    ),
    body,
  ])

/** How an answer to a create that the console carried out gets lost, and in which step the wizard ends up. */
const cuts: readonly (readonly [what: string, how: Spoil, title: string])[] = [
  [
    'after the upload',
    async (response, pass) => {
      await pass()
      response.socket?.destroy()
    },
    orphan,
  ],
  [
    'in the header',
    async (response, pass) => {
      await pass()
      response.socket?.end('HTTP/1.1 200 OK\r\nContent-Ty')
    },
    orphan,
  ],
  [
    'in the body',
    async (response, pass) => {
      const { status, body } = await pass()
      response.socket?.end(text(status, body.subarray(0, body.length - 20), body.length))
    },
    orphan,
  ],
  [
    'in the last chunk',
    async (response, pass) => {
      const { body } = await pass()
      const chunk = `${body.length.toString(16)}\r\n${body.toString('latin1')}\r\n`
      response.socket?.end(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`, 'latin1')
    },
    orphan,
  ],
  [
    'nowhere, the connection stays open',
    async (response, pass) => {
      const { status, body } = await pass()
      response.socket?.write(text(status, body))
    },
    'Store the private key',
  ],
]

for (const [what, how, title] of cuts) {
  test(`a create whose answer is cut ${what}: sent once, and the truth (N-20)`, async ({
    launch,
    sandbox,
    front,
  }) => {
    const { page } = await launch()
    const console = await front({ to: sandbox.url })
    await trust(page, console)
    await signIn(page, sandbox.account('PortalAdministrator'))
    console.spoil('POST /api/v3/users/', how)
    await askForSimpleKey(page, 'Cut')
    await expect(heading(page, title)).toBeVisible()
    if (title === orphan) await expect(wizard(page).locator('iframe')).toHaveCount(0)
    else await expect(privateKeyFrame(page).getByRole('button', { name: 'Show' })).toBeVisible()
    expect(console.seen.filter(({ url }) => url.includes('/logins/apikey'))).toHaveLength(1)
    expect(await sandbox.control('GET', '/creates')).toMatchObject({ simple: 1 })
  })
}

test('a create that is redirected is in doubt, and is sent nowhere else and not again (N-10, N-11)', async ({
  launch,
  sandbox,
  front,
}) => {
  const { page } = await launch()
  const console = await front({ to: sandbox.url })
  const trap = await front({ certificate: console.certificate })
  await trust(page, console)
  await signIn(page, sandbox.account('PortalAdministrator'))
  console.spoil(
    'POST /api/v3/users/',
    (response) => void response.writeHead(307, { location: `${trap.url}/api/v3/users/x` }).end(),
  )
  await askForSimpleKey(page, 'Redirected')
  await expect(heading(page, 'Was the key created?')).toBeVisible()
  await expect(wizard(page)).toContainText('It will not be sent again.')
  expect(trap.counts.tcp).toBe(0)
  expect(console.seen.filter(({ method }) => method === 'POST').map(({ url }) => url.split('?')[0])).toEqual([
    '/api/v3/token',
    expect.stringContaining('/logins/apikey'),
  ])
  expect(await sandbox.control('GET', '/creates')).toMatchObject({ simple: 0 })
})

/** A proxy that answers `CONNECT` with `answer`, or leads it to `port`. */
async function startProxy(how: { readonly answer: string } | { readonly port: number }) {
  const heard: string[] = []
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', (first) => {
      heard.push(first.toString('latin1'))
      if ('answer' in how) return void socket.end(how.answer)
      const on = net.connect(how.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(on).pipe(socket)
      })
      on.on('error', () => socket.destroy())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    heard,
    args: [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

test('a proxy that asks for a password gets none, and the app names the proxy (N-14)', async ({
  launch,
  sandbox,
}) => {
  const challenge = ['Basic realm="proxy"', 'NTLM', 'Negotiate']
    .map((one) => `Proxy-Authenticate: ${one}\r\n`)
    .join('')
  const proxy = await startProxy({
    answer: `HTTP/1.1 407 Proxy Authentication Required\r\n${challenge}Content-Length: 0\r\n\r\n`,
  })
  const app = await launch({ args: proxy.args })
  await enterAddress(app.page, sandbox.url)
  await expect(said(app.page)).toContainText('The proxy of this computer did not let the connection through.')
  expect(proxy.heard.length).toBeGreaterThan(0)
  expect(proxy.heard.filter((one) => /authorization/i.test(one))).toEqual([])
  expect(app.electron.windows()).toHaveLength(1)
  proxy.close()
})

test('a proxy that leads to another computer changes nothing: the accepted certificate decides (N-15)', async ({
  launch,
  sandbox,
  front,
}) => {
  const first = await launch()
  const right = await front({ to: sandbox.url })
  await trust(first.page, right)
  await signIn(first.page, sandbox.account('PortalAdministrator'))
  await first.close()
  right.seen.length = 0

  const hostile = await front({ to: sandbox.url })
  const proxy = await startProxy({ port: hostile.port })
  const second = await launch({ args: proxy.args })
  await expect(second.page.getByRole('alertdialog', { name: 'Certificate changed' })).toContainText(
    hostile.fingerprint256(),
  )
  expect(proxy.heard.join('')).toContain(`CONNECT 127.0.0.1:${right.port}`)
  expect(proxy.heard.join('')).not.toMatch(/bearer/i)
  expect(hostile.counts.tcp).toBeGreaterThan(0)
  expect(hostile.seen).toEqual([])
  expect(right.seen).toEqual([])
  proxy.close()
})
