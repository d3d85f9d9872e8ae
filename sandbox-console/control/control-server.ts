// The control channel over HTTP: a second loopback port that answers only to its own bearer (README.md).
import { timingSafeEqual } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { digestOf } from '../access/digest'
import { readBody } from '../http/listener'
import { OptionProblem } from '../options'
import type { Control } from './control'
import {
  readActivity,
  readCertificateWish,
  readExpiry,
  readFault,
  readHold,
  readOptionValues,
  readOrganizationChange,
  readSkew,
  readUserChange,
} from './control-input'
import { InputProblem, NoSuchTarget } from './control-problem'

interface ControlServer {
  readonly port: number
  close(): Promise<void>
}

type Act = (control: Control, body: unknown, ref: string) => unknown

/** By method and first segment; a `/*` route takes a second segment. */
const routes: Readonly<Record<string, Act>> = {
  'GET /options': (control) => control.options(),
  'PUT /options'(control, body) {
    control.setOptions(readOptionValues(body))
    return control.options()
  },
  'DELETE /options'(control) {
    control.resetOptions()
    return control.options()
  },
  'GET /faults': (control) => ({ faults: control.faults() }),
  'POST /faults': (control, body) => ({ id: control.addFault(readFault(body)) }),
  'DELETE /faults': (control) => control.clearFaults(),
  'DELETE /faults/*': (control, _, id) => control.clearFaults(id),
  'GET /holds': (control) => ({ holds: control.holds() }),
  'POST /holds': (control, body) => ({ id: control.addHold(readHold(body)) }),
  'DELETE /holds': (control) => control.releaseHolds(),
  'DELETE /holds/*': (control, _, id) => control.releaseHolds(id),
  'POST /tokens/*': (control, body, ref) => {
    if (ref !== 'expire') throw new NoSuchTarget('only /tokens/expire')
    return { expired: control.expireTokens(readExpiry(body ?? {})) }
  },
  'POST /certificate': async (control, body) => ({
    fingerprint256: await control.changeCertificate(readCertificateWish(body).key),
  }),
  'GET /organizations': (control) => ({ organizations: control.organizations() }),
  'PUT /organizations/*': (control, body, ref) => control.setOrganization(ref, readOrganizationChange(body)),
  'GET /users': (control) => ({ users: control.users() }),
  'PUT /users/*': (control, body, ref) => control.setUser(ref, readUserChange(body).status),
  'POST /activity': (control, body) => control.addActivity(readActivity(body)),
  'GET /requests': (control) => ({ requests: control.requests(), connections: control.connections() }),
  'DELETE /requests': (control) => control.clearRequests(),
  'GET /creates': (control) => control.creates(),
  'GET /canaries'(control) {
    const canaries = control.canaries()
    if (canaries === null) throw new NoSuchTarget('the console was started without --canaries')
    return { canaries }
  },
  'GET /clock': (control) => control.clock(),
  'PUT /clock'(control, body) {
    control.setClock(readSkew(body).skewMs)
    return control.clock()
  },
}

const sameText = (left: string, right: string) =>
  timingSafeEqual(Buffer.from(digestOf(left)), Buffer.from(digestOf(right)))

async function act(control: Control, message: IncomingMessage): Promise<{ status: number; value: unknown }> {
  const [, first = '', ref] = new URL(message.url ?? '/', 'http://control').pathname.split('/')
  const route = routes[`${message.method} /${first}${ref === undefined ? '' : '/*'}`]
  if (route === undefined) return { status: 404, value: { error: 'no such route' } }
  const body = await readBody(message)
  try {
    const parsed: unknown = body === null || body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))
    return {
      status: 200,
      value: (await route(control, parsed, decodeURIComponent(ref ?? ''))) ?? { ok: true },
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : 'unknown'
    if (error instanceof NoSuchTarget) return { status: 404, value: { error: text } }
    const isInput =
      error instanceof InputProblem || error instanceof OptionProblem || error instanceof SyntaxError
    return { status: isInput ? 400 : 500, value: { error: isInput ? text : 'the control channel failed' } }
  }
}

export async function startControlServer(control: Control, token: string): Promise<ControlServer> {
  const server = http.createServer((message, response) => {
    const isAllowed = sameText(message.headers.authorization ?? '', `Bearer ${token}`)
    const answered = isAllowed
      ? act(control, message)
      : Promise.resolve({ status: 401, value: { error: 'the bearer of the ready line is needed' } })
    answered
      .then(({ status, value }) => {
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
        response.end(JSON.stringify(value))
      })
      .catch(() => message.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
