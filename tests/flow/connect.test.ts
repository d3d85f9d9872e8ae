// Connecting to the sandbox: trust on first use, a changed certificate, what is no console, and one connection per address.
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createCertificate } from '../../sandbox-console/http/certificate'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { codeOf, createParts, newProfile, quickSandbox, signedIn } from './parts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
beforeEach(() => sandbox.control.clearRequests())

/** A server that answers every request in one way. */
async function serverThat(answer: (response: http.ServerResponse) => void) {
  const { keyPem, certificatePem } = await createCertificate()
  const server = https.createServer({ key: keyPem, cert: certificatePem }, (_, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { address, close: () => server.close() }
}

it('asks before anything is sent, then connects with the fingerprint that the person saw', async () => {
  const { connections } = createParts(newProfile())
  const first = await connections.connect({ address: `${sandbox.url}/api/v3/`, name: '' })
  expect(first).toMatchObject({ kind: 'untrusted', origin: sandbox.url })
  expect(sandbox.control.requests()).toEqual([])
  if (first.kind !== 'untrusted') throw new Error('trusted')
  expect(first.certificate.fingerprint256).toBe(sandbox.fingerprint256)
  expect(first.certificate.problems).toContain('self-signed')
  expect(connections.cell.get()).toEqual([])

  const trust = first.certificate.fingerprint256
  const second = await connections.connect({ address: sandbox.url, name: '', trust })
  expect(second.kind).toBe('connected')
  expect(connections.cell.get()).toMatchObject([
    { name: '127.0.0.1', origin: sandbox.url, pin: { fingerprint256: trust } },
  ])
  expect(sandbox.control.requests()).toMatchObject([{ operationId: 'GetAboutInformation', status: 401 }])
})

it('a fingerprint that nobody was shown is no trust', async () => {
  const { connections } = createParts(newProfile())
  const step = await connections.connect({ address: sandbox.url, name: '', trust: sandbox.fingerprint256 })
  expect(step.kind).toBe('untrusted')
  expect(sandbox.control.requests()).toEqual([])
})

it('a certificate that changed between the question and the answer is asked about again', async () => {
  const other = await quickSandbox()
  const { connections } = createParts(newProfile())
  const first = await connections.connect({ address: other.url, name: '' })
  const shown = other.fingerprint256
  await other.control.changeCertificate('new')
  const second = await connections.connect({ address: other.url, name: '', trust: shown })
  expect(second).toMatchObject({ kind: 'untrusted', certificate: { fingerprint256: other.fingerprint256 } })
  expect(first).not.toEqual(second)
  expect(other.control.requests()).toEqual([])
  await other.stop()
})

it('the same address again is the same connection', async () => {
  const parts = createParts(newProfile())
  const id = await parts.connect(sandbox)
  const again = await parts.connections.connect({ address: `${sandbox.url}/#/keys`, name: 'Other' })
  expect(again).toEqual({ kind: 'connected', connectionId: id })
  expect(parts.connections.cell.get()).toHaveLength(1)
})

it('connecting again is no way around a changed certificate', async () => {
  const other = await quickSandbox()
  const { connections, connect } = createParts(newProfile())
  const id = await connect(other)
  const pin = connections.get(id).pin
  await other.control.changeCertificate('new')
  other.control.clearRequests()
  // Under another name the same console is a new connection, which asks about the new certificate.
  const elsewhere = other.url.replace('127.0.0.1', 'localhost')
  const trust = other.fingerprint256
  expect(await connections.connect({ address: elsewhere, name: '' })).toMatchObject({
    kind: 'untrusted',
    certificate: { fingerprint256: trust },
  })
  expect(await codeOf(connections.connect({ address: other.url, name: '' }))).toBe('tls-changed')
  expect(await codeOf(connections.connect({ address: other.url, name: '', trust }))).toBe('tls-changed')
  expect(connections.get(id).pin).toEqual(pin)
  expect(other.control.requests()).toEqual([])
  await other.stop()
})

it.each([
  ['https://127.0.0.1:9', 'unreachable'],
  ['http://127.0.0.1', 'address-insecure'],
  ['https://user:secret@127.0.0.1', 'address-invalid'],
])('%s: %s', async (address, code) => {
  const { connections } = createParts(newProfile())
  expect(await codeOf(connections.connect({ address, name: '' }))).toBe(code)
})

it('plain http behind the address is a failed handshake', async () => {
  const server = http.createServer((_, response) => response.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { connections } = createParts(newProfile())
  expect(await codeOf(connections.connect({ address, name: '' }))).toBe('tls-failed')
  server.close()
})

it.each<[string, (response: http.ServerResponse) => void, string]>([
  ['HTML', (r) => r.setHeader('content-type', 'text/html').end('<p>hi'), 'not-a-console'],
  ['an HTML 404', (r) => r.writeHead(404, { 'content-type': 'text/html' }).end('<p>no'), 'not-a-console'],
  ['a JSON 404', (r) => r.writeHead(404, { 'content-type': 'application/json' }).end('{}'), 'not-a-console'],
  ['an HTML 400', (r) => r.writeHead(400, { 'content-type': 'text/html' }).end('<p>no'), 'not-a-console'],
  ['a redirect', (r) => r.writeHead(302, { location: 'https://127.0.0.1/x' }).end(), 'not-a-console'],
  ['a 502 of a proxy', (r) => r.writeHead(502).end('bad gateway'), 'not-a-console'],
  [
    'JSON of something else',
    (r) => r.setHeader('content-type', 'application/json').end('{"a":1}'),
    'not-a-console',
  ],
  ['an empty 401', (r) => r.writeHead(401).end(), 'connected'],
  [
    'a JSON 401',
    (r) => r.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[]}'),
    'connected',
  ],
  ['a throttled console', (r) => r.writeHead(429).end(), 'connected'],
  ['a console in trouble', (r) => r.writeHead(520).end(), 'connected'],
])('%s: %s', async (_, answer, outcome) => {
  const server = await serverThat(answer)
  const { connections } = createParts(newProfile())
  const first = await connections.connect({ address: server.address, name: '' })
  if (first.kind !== 'untrusted') throw new Error('trusted')
  const trust = first.certificate.fingerprint256
  const second = connections.connect({ address: server.address, name: '', trust })
  if (outcome === 'connected') expect((await second).kind).toBe('connected')
  else expect(await codeOf(second)).toBe(outcome)
  expect(connections.cell.get()).toHaveLength(outcome === 'connected' ? 1 : 0)
  server.close()
})

it.each(['new', 'same'] as const)(
  'a changed certificate (%s key) blocks: nothing is sent after it',
  async (key) => {
    const other = await quickSandbox()
    const { connectionId, sessions, inventory, connections, profile } = await signedIn(other)
    const pin = other.fingerprint256
    await other.control.changeCertificate(key)
    other.control.clearRequests()
    expect(await codeOf(inventory.refresh(connectionId))).toBe('tls-changed')
    expect(await codeOf(inventory.refresh(connectionId))).toBe('tls-changed')
    const { reach } = sessions.current(connectionId)
    expect(reach).toMatchObject({
      kind: 'certificate-changed',
      accepted: { fingerprint256: pin },
      presented: { fingerprint256: other.fingerprint256 },
    })
    if (reach.kind !== 'certificate-changed') throw new Error('not changed')
    const sameKey = reach.accepted.keyFingerprint256 === reach.presented.keyFingerprint256
    expect(sameKey).toBe(key === 'same')
    expect(await codeOf(sessions.retry(connectionId))).toBe('tls-changed')
    const again = createParts(profile)
    await again.sessions.restore()
    expect(again.sessions.current(connectionId)).toMatchObject({
      sign: { kind: 'offline' },
      reach: { kind: 'certificate-changed' },
    })
    expect(other.control.requests()).toEqual([])
    // The control: the same calls do reach the console once the certificate is accepted.
    expect(await codeOf(sessions.acceptCertificate(connectionId, pin))).toBe('changed-meanwhile')
    await sessions.acceptCertificate(connectionId, other.fingerprint256)
    await inventory.refresh(connectionId)
    expect(other.control.requests().length).toBeGreaterThan(0)
    expect(connections.get(connectionId).pin?.fingerprint256).toBe(other.fingerprint256)
    // The stored sign-in is bound to the new certificate now.
    const later = createParts(profile)
    await later.sessions.restore()
    expect(later.sessions.current(connectionId).sign.kind).toBe('active')
    await other.stop()
  },
)

it('a removed connection leaves nothing', async () => {
  const { connectionId, sessions, inventory, connections, profile } = await signedIn(sandbox)
  expect(profile.sealed.size).toBe(1)
  await sessions.forget(connectionId)
  await inventory.forget(connectionId)
  connections.remove(connectionId)
  expect(profile.connections).toEqual([])
  expect(profile.sealed.size).toBe(0)
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(sessions.cell.get()).toEqual([])
  expect(inventory.cell.get()).toEqual([])
})
