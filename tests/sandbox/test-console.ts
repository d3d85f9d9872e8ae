// A sandbox console in this process with a clock and delays in the test's hand; every answer is judged as it comes.
import { expect } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox-console/sandbox'
import { problemsOf } from './conformance'

export interface TestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Parsed body; null when there is none. */
  readonly body: Body
}

/** Enough of every answer for tests to read without casts. */
export interface Body {
  readonly data?: Item & Item[]
  readonly meta?: { readonly pagingInfo: { total: number; count: number; offset?: number; skip?: number } }
  readonly errors?: {
    readonly type: string
    readonly code: number
    readonly parameterName?: string
    readonly propertyName?: string
    readonly retryAfter?: number
    readonly failedJsonPatch?: { op: string; path: string }
  }[]
  readonly error?: string
  readonly access_token?: string | null
  readonly refresh_token?: string | null
  readonly mfa_token?: string | null
  readonly encrypted_code?: string | null
  readonly expires_in?: number
  readonly [other: string]: unknown
}

export type Item = Readonly<Record<string, unknown>>

interface Sending {
  readonly bearer?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly raw?: string | Buffer
  readonly type?: string
  /** False where `select` or an option leaves the contract on purpose. */
  readonly conforms?: boolean
}

export interface TestConsole {
  readonly sandbox: Sandbox
  /** Milliseconds; tests move it. */
  readonly time: { ms: number }
  /** Delays that were asked for. */
  readonly delays: number[]
  /** While true, delays last until {@link TestConsole.endDelays}. */
  delaysLast: boolean
  endDelays(): Promise<void>
  /** null: the connection would have been cut. */
  sendOrCut(method: string, path: string, sending?: Sending): Promise<TestAnswer | null>
  send(method: string, path: string, sending?: Sending): Promise<TestAnswer>
  token(form: Readonly<Record<string, string>>, conforms?: boolean): Promise<TestAnswer>
  /** Access token of the first account of this role, kept per role. */
  bearer(role?: string): Promise<string>
  /** The current user behind a bearer. */
  me(bearer: string): Promise<Item>
  readonly operationsSeen: Set<string>
  stop(): Promise<void>
}

export const query = (value: unknown) => encodeURIComponent(JSON.stringify(value))

const bodyOf = ({ json, form, raw }: Sending): { type?: string; body: Buffer } => {
  if (json !== undefined) return { type: 'application/json', body: Buffer.from(JSON.stringify(json)) }
  if (form !== undefined) {
    return {
      type: 'application/x-www-form-urlencoded',
      body: Buffer.from(new URLSearchParams(form).toString()),
    }
  }
  return { body: Buffer.from(raw ?? '') }
}

/** Lets everything that waits for nothing but promises run. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export async function startTestConsole(options: SandboxOptions = {}): Promise<TestConsole> {
  const time = { ms: Date.parse('2026-05-04T21:02:26.013Z') }
  const delays: number[] = []
  let waiting: (() => void)[] = []
  const bearers = new Map<string, string>()
  const operationsSeen = new Set<string>()
  const sandbox = await startSandbox({
    now: () => time.ms,
    wait(delayMs) {
      delays.push(delayMs)
      return console.delaysLast ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()
    },
    ...options,
  })
  const console: TestConsole = {
    sandbox,
    time,
    delays,
    delaysLast: false,
    operationsSeen,
    async endDelays() {
      const ended = waiting
      waiting = []
      for (const go of ended) go()
      await settle()
    },
    async sendOrCut(method, path, sending = {}) {
      const { type = sending.type, body } = bodyOf(sending)
      const before = sandbox.control.requests().length
      const outcome = await sandbox.handle({
        method,
        target: `/api/v3${path}`,
        headers: {
          host: '127.0.0.1',
          ...(type === undefined ? {} : { 'content-type': type }),
          ...(sending.bearer ? { authorization: `Bearer ${sending.bearer}` } : {}),
          ...sending.headers,
        },
        body,
      })
      if (outcome === null) return null
      const operationId = sandbox.control.requests()[before]?.operationId
      const answer = { status: outcome.status, headers: outcome.headers, text: outcome.body }
      if (operationId && sending.conforms !== false) {
        operationsSeen.add(operationId)
        expect(problemsOf(operationId, answer), `${operationId} ${outcome.body.slice(0, 400)}`).toEqual([])
      }
      const isJson = outcome.headers['content-type']?.startsWith('application/json') === true
      return { ...answer, body: (isJson ? JSON.parse(outcome.body) : null) as Body }
    },
    async send(method, path, sending) {
      const answer = await console.sendOrCut(method, path, sending)
      if (answer === null) throw new Error('the connection was cut')
      return answer
    },
    token: (form, conforms = true) => console.send('POST', '/token', { form, conforms }),
    async bearer(role = 'PortalAdministrator') {
      const known = bearers.get(role)
      if (known !== undefined) return known
      const account = sandbox.accounts.find((one) => one.role === role && one.totpSecret === undefined)
      if (account === undefined) throw new Error(`no account ${role}`)
      const { userName: username, password } = account
      const answer = await console.token({ grant_type: 'password', username, password })
      const bearer = answer.body.access_token
      if (!bearer) throw new Error(`sign-in of ${role} answered ${answer.status}`)
      bearers.set(role, bearer)
      return bearer
    },
    async me(bearer) {
      return (await console.send('GET', '/users/me', { bearer })).body.data ?? {}
    },
    stop: () => sandbox.stop(),
  }
  return console
}

interface CreatedKey {
  readonly id: string
  readonly text: string
  readonly path: string
}

/** Creates a Simple key for the bearer's user. */
export async function createKey(
  console: TestConsole,
  bearer: string,
  { description = 'Made by a test', scopes = 'rest', readOnly = false, requestId = '' } = {},
): Promise<CreatedKey> {
  const me = await console.me(bearer)
  const parameters = new URLSearchParams({ description, scopes, isReadAccessOnly: String(readOnly) })
  const answer = await console.send('POST', `/users/${me.instanceUid}/logins/apikey?${parameters}`, {
    bearer,
    ...(requestId === '' ? {} : { headers: { 'x-request-id': requestId } }),
  })
  if (answer.status !== 200) throw new Error(`create answered ${answer.status} ${answer.text}`)
  const id = idOf(answer)
  return {
    id,
    text: String(answer.body.data?.parameters ?? ''),
    path: `/users/${me.instanceUid}/logins/${id}`,
  }
}

/** Digits of the first id in an answer, none of them rounded. */
export const idOf = (answer: TestAnswer) => /"id":(\d+)/.exec(answer.text)?.[1] ?? ''

export const patch = (member: string, value: unknown) => [{ op: 'replace', path: `/${member}`, value }]
