// Sign-ins on a hostile console: nonsense ends them with a reason, and the next one works.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { accountOf, codeOf, createParts, newProfile, quickSandbox } from './parts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
afterEach(() => sandbox.control.clearFaults())

const nonsense: [string, object][] = [
  ['HTML', { html: '<p>Welcome</p>', status: 200 }],
  ['HTML called JSON', { raw: '<p>' }],
  ['nothing', { raw: '' }],
  ['null', { raw: 'null' }],
  ['an array', { raw: '["token"]' }],
  ['invalid UTF-8', { base64: Buffer.from([0x22, 0xc3, 0x28, 0x22]).toString('base64') }],
  ['trailing garbage', { raw: '{"access_token":"a"} x' }],
  ['depth 100,000', { raw: '{"access_token":'.repeat(100_000) }],
  ['a prototype', { raw: '{"__proto__":{"access_token":"stolen","refresh_token":"stolen"}}' }],
  ['tokens that are no text', { raw: '{"access_token":{"a":1},"refresh_token":7}' }],
  ['an empty token', { raw: '{"access_token":"","refresh_token":"r"}' }],
  ['a token with line breaks', { raw: '{"access_token":"a\\r\\nX-Evil: 1","refresh_token":"r"}' }],
  ['a token of 100 kB', { raw: `{"access_token":"${'a'.repeat(100_000)}"}` }],
]

async function signsIn(operationId: string, fault: object): Promise<string> {
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  const sign = () => parts.sessions.signIn({ connectionId, userName, password, stay: true })
  sandbox.control.addFault({ operationId, ...fault })
  const code = await codeOf(sign())
  expect(parts.sessions.current(connectionId).sign.kind).not.toBe('active')
  sandbox.control.clearFaults()
  await sign()
  expect(parts.sessions.current(connectionId).sign.kind).toBe('active')
  return code
}

it.each(nonsense)(
  'a token answer that is %s: no sign-in, and the next one works (N-22, N-23)',
  async (_, fault) => {
    expect(['bad-response', 'not-a-console']).toContain(await signsIn('OAuth2IssueToken', fault))
  },
)

it.each([
  ...nonsense.slice(0, 8),
  ['a user without an id', { raw: '{"data":{"userName":"x","role":"PortalAdministrator"}}' }],
  ['a list', { raw: '{"data":[{"instanceUid":"u"}]}' }],
] as [string, object][])(
  'a current user that is %s: no sign-in, and the next one works (N-22, N-26)',
  async (_, fault) => {
    expect(['bad-response', 'not-a-console']).toContain(await signsIn('GetCurrentUser', fault))
  },
)
