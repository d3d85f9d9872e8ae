// One request from arrival to answer: log, faults, sign-in, validation, roles, idempotency, 202, operation.
import { createHash, randomUUID } from 'node:crypto'
import { authenticate } from '../access/authenticate'
import type { ConsoleState } from '../console-state'
import { pageAnswer } from '../http/pages'
import type { RequestLog } from '../http/request-log'
import { naming } from '../query/page'
import { selectMembers } from '../query/select'
import { membersIn } from '../version'
import type { AsyncActions, Finished } from './async-actions'
import { apiRoot, type Definition, type Route } from './definition'
import type { Answer, Outcome, SandboxRequest } from './exchange'
import type { Fault, Faults, Holds } from './faults'
import type { Idempotency } from './idempotency'
import { toJson } from './json-text'
import type { Call, Caller } from './operation'
import { aboutConsole, operations } from './operations'
import { readCall } from './read-call'
import { badParameter, forbidden, noSuchRoute, Refusal, serverFault, throttled } from './refusal'
import { answerToken } from './token-request'

interface HandlerParts {
  readonly state: ConsoleState
  readonly definition: Definition
  readonly log: RequestLog
  readonly faults: Faults
  readonly holds: Holds
  readonly actions: AsyncActions
  readonly idempotency: Idempotency
  /** For faults of the sandbox itself; gets no request data. */
  readonly report: (message: string) => void
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: toJson(body),
})

const refused = (refusal: Refusal) => {
  const { errors } = refusal.body as { errors?: { retryAfter?: number }[] }
  const seconds = errors?.[0]?.retryAfter
  return json(refusal.status, refusal.body, seconds === undefined ? {} : { 'retry-after': String(seconds) })
}

async function perform(call: Call): Promise<{ status: number; body: unknown }> {
  if (call.operationId === 'OAuth2IssueToken') throw noSuchRoute()
  const reply = await operations[call.operationId](call)
  if (reply.bare !== undefined) return { status: 200, body: reply.bare }
  const select = call.members.size === 0 ? [] : (call.query.select ?? [])
  const data = naming('select', () => selectMembers(reply.data, select, call.members))
  return {
    status: reply.status ?? 200,
    body: { ...(reply.meta && { meta: reply.meta }), data, errors: null },
  }
}

/** Text after the serializer, so that it may be no JSON at all. */
function withParameters(body: string, text: string): string {
  const member = '"parameters":(?:"(?:[^"\\\\]|\\\\.)*"|null)'
  if (text === '') return body.replace(new RegExp(`${member},|,${member}`), '')
  return body.replace(new RegExp(member), () => `"parameters":${text}`)
}

function withoutSecret(body: unknown): unknown {
  const { data } = body as { data?: Record<string, unknown> }
  return data === undefined ? body : { ...(body as object), data: { ...data, parameters: '' } }
}

/** As {@link perform}, with the refusal as an answer, for work that nobody waits for. */
async function performQueued(work: () => Promise<Finished>): Promise<Finished> {
  try {
    return await work()
  } catch (error) {
    const refusal = error instanceof Refusal ? error : serverFault()
    return { status: refusal.status, body: refusal.body }
  }
}

const isWrite = (route: Route, request: SandboxRequest) => request.method !== 'GET' && !route.isPublic

/** An answer that a fault gives without asking the operation. */
function faultAnswer(fault: Fault): Answer | null {
  if (fault.throttle !== undefined) return refused(throttled(fault.throttle.retryAfter))
  if (fault.html !== undefined) {
    return {
      status: fault.status ?? 502,
      headers: { 'content-type': 'text/html', ...fault.headers },
      body: fault.html,
    }
  }
  if (fault.raw !== undefined || fault.base64 !== undefined) {
    const bytes = fault.raw === undefined ? Buffer.from(fault.base64 ?? '', 'base64') : Buffer.from(fault.raw)
    const headers = { 'content-type': 'application/json; charset=utf-8', ...fault.headers }
    return { status: fault.status ?? 200, headers, body: bytes.toString('latin1'), encoding: 'latin1' }
  }
  if (fault.status === undefined) return null
  if (fault.body !== undefined) return json(fault.status, fault.body, { ...fault.headers })
  if (fault.status === 520) return refused(serverFault())
  return { status: fault.status, headers: { ...fault.headers }, body: '' }
}

export function createHandler(parts: HandlerParts): (request: SandboxRequest) => Promise<Outcome> {
  const { state, definition, log, faults, holds, actions, idempotency, report } = parts

  async function execute(call: Call, request: SandboxRequest, route: Route, fault?: Fault): Promise<Answer> {
    const work = async () => {
      const { status, body } = await perform(call)
      return { status, body: fault?.emptySecret === true ? withoutSecret(body) : body }
    }
    const isQueued =
      route.canQueue &&
      (fault?.accepted === true || (state.options.get('writes') === 'async' && request.method !== 'GET'))
    if (!isQueued) {
      const { status, body } = await work()
      return json(status, body)
    }
    const id = request.headers['x-request-id'] ?? randomUUID()
    const query = new URLSearchParams(request.target.split('?').slice(1).join('?'))
    const names = [...new Set(query.keys())]
    const queryParameters = Object.fromEntries(names.map((name) => [name, query.getAll(name)]))
    actions.start({
      id,
      initiatorUid: call.caller.user.uid,
      actionName: route.operationId,
      queryParameters: names.length === 0 ? null : queryParameters,
      requestBody: request.body.length === 0 ? null : request.body.toString('utf8'),
      run: () => performQueued(work),
    })
    const location = `${state.origin}${apiRoot}/asyncActions/${id}`
    return { status: 202, headers: { location, ...fault?.headers }, body: '' }
  }

  function assertAdmitted(route: Route, request: SandboxRequest, caller: Caller): void {
    if (route.admittedRoles !== null && !route.admittedRoles.includes(caller.user.role)) throw forbidden()
    if (caller.readOnly && isWrite(route, request)) throw forbidden('The access is read-only.')
  }

  async function serve(route: Route, request: SandboxRequest, fault?: Fault): Promise<Answer> {
    if (route.operationId === 'OAuth2IssueToken') {
      const { status, result } = await answerToken(state, definition, request)
      return json(status, result)
    }
    if (route.operationId === 'GetAboutInformation' && state.options.get('about') === 'open') {
      return json(200, { data: aboutConsole(state) })
    }
    const caller = authenticate(state, request.headers.authorization)
    const read = readCall(definition, route, request)
    const members = membersIn(state.version, read.members)
    const call: Call = { ...read, members, state, caller, actions }
    assertAdmitted(route, request, caller)
    const requestId = request.headers['x-request-id']
    const isRemembered =
      requestId !== undefined &&
      route.takesRequestId &&
      request.method !== 'GET' &&
      state.options.get('idempotency') === 'remember'
    if (!isRemembered) return execute(call, request, route, fault)
    const input = `${request.method} ${request.target} ${createHash('sha256').update(request.body).digest('hex')}`
    return idempotency.once(caller.user.uid, requestId, input, () => execute(call, request, route, fault))
  }

  async function answer(route: Route, request: SandboxRequest): Promise<Outcome> {
    if (state.options.get('client-version') === 'refuse' && request.headers['x-client-version'] !== undefined)
      return refused(badParameter('X-Client-Version', 'The version of the client is not known.'))
    const fault = faults.take(route.operationId)
    const delayMs = state.options.get('slow-ms') + (fault?.delayMs ?? 0)
    if (delayMs > 0) await state.wait(delayMs)
    await holds.pass(route.operationId, 'before')
    const drop = fault?.drop ?? (isWrite(route, request) ? state.options.get('drop') : 'none')
    if (drop === 'before-commit') return null
    const instead = fault && faultAnswer(fault)
    if (instead && fault.committed !== true) return instead
    const served = await serve(route, request, fault).catch((error: unknown) => {
      if (error instanceof Refusal) return refused(error)
      report(`operation ${route.operationId} failed: ${error instanceof Error ? error.name : 'unknown'}`)
      return refused(serverFault())
    })
    await holds.pass(route.operationId, 'after')
    if (drop === 'after-commit') return null
    if (instead) return instead
    const { parameters } = fault ?? {}
    return parameters === undefined ? served : { ...served, body: withParameters(served.body, parameters) }
  }

  return async (request) => {
    const pathname = request.target.split('?')[0] ?? ''
    const route = definition.route(request.method, pathname)
    const entry = log.begin({
      at: new Date(state.clock.now()).toISOString(),
      method: request.method,
      operationId: route?.operationId ?? null,
      template: route?.template ?? pathname,
      path: pathname,
      headerNames: Object.keys(request.headers).sort(),
    })
    const outcome =
      route === null
        ? (pageAnswer(request.method, pathname) ?? refused(noSuchRoute()))
        : await answer(route, request)
    entry.status = outcome?.status ?? null
    if (outcome === null) return null
    return { ...outcome, headers: { date: new Date(state.clock.now()).toUTCString(), ...outcome.headers } }
  }
}
