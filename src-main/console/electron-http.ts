// Sends requests through Electron's network stack: one in-memory partition per connection and certificate decision (S-13, S-14, S-17).
import { X509Certificate } from 'node:crypto'
import type { ClientRequest, Certificate as ElectronCertificate, Net, Session, session } from 'electron'
import type { Certificate } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import {
  describeCertificate,
  fingerprintOf,
  isTrusted,
  type TrustVerdict,
  verdict,
} from '../connections/trust'
import { type HttpAnswer, type HttpPort, type HttpRequest, type HttpTarget, limits } from './http-port'
import { networkFailure } from './net-error'
import { createSessionPool, type SessionPool } from './session-pool'

interface Deps {
  readonly net: Pick<Net, 'request'>
  readonly session: Pick<typeof session, 'fromPartition'>
  readonly now: () => Date
}

/** Answers of the verify procedure (Electron): keep Chromium's verdict, accept, refuse. */
const keepVerdict = -3
const accept = 0
const refuse = -2

/** One session of the network stack. A single request is under way in it at any time. */
interface Own {
  readonly session: Session
  /** A certificate was seen since the last failure: the connection phase is over. */
  connected: boolean
  /** What the verify procedure said during the request that is under way. Accepted: it may have been sent. */
  verdict: 'not-asked' | 'accepted' | 'refused'
  onConnected: () => void
}

/** What belongs to one connection under one certificate decision. */
interface Lane {
  readonly target: HttpTarget
  readonly host: string
  readonly reads: SessionPool<Own>
  readonly writes: SessionPool<Own>
  /** Set by the first refusal; the lane is dead from then on, so that nothing follows on an old connection. */
  refusal: { readonly decision: TrustVerdict; readonly presented: Certificate } | null
  /** Ends the requests that are under way. */
  readonly running: Set<(error: AppError) => void>
}

/** Requests to one console at the same time. */
const readLimit = 4

/** A failure of TLS after the certificate was accepted, also one that another request met, proves nothing about this one. */
const maybeSent = (error: AppError) =>
  error.code.startsWith('tls-') ? new AppError(error.code, { ...error.detail, sent: true }, error) : error

const hostOf = (origin: string) => new URL(origin).hostname.replace(/^\[|\]$/g, '')

/** Made here: an empty function made inside a request would keep that request, its bearer included, in memory (S-22). */
const nothing = () => {}

export function createElectronHttp({ net, session, now }: Deps): HttpPort {
  const lanes = new Map<string, Lane>()
  const presented = new Map<string, Certificate>()

  function decide(lane: Lane, certificate: ElectronCertificate, errorCode: number, says: string): number {
    const leaf = new X509Certificate(certificate.data)
    const decision = verdict(fingerprintOf(leaf.raw), lane.target.pin, errorCode === 0)
    if (isTrusted(decision)) return decision === 'pinned' ? accept : keepVerdict
    const seen = { host: lane.host, now: now(), chainOk: errorCode === 0, systemSays: says }
    lane.refusal ??= { decision, presented: describeCertificate(leaf.raw, seen) }
    return refuse
  }

  const partitionOf = (target: HttpTarget) => `api:${target.connectionId}:${target.generation}`

  function open(target: HttpTarget): Lane {
    const known = lanes.get(partitionOf(target))
    if (known !== undefined) {
      // A partition caches its verdicts, so it must never serve a second decision.
      if (known.target.origin !== target.origin || known.target.pin !== target.pin)
        throw new AppError('internal', { reason: 'partition' })
      return known
    }
    const lane: Lane = {
      target,
      host: hostOf(target.origin),
      reads: createSessionPool({ open: (index) => openOwn(lane, `read-${index}`), limit: readLimit }),
      writes: createSessionPool({
        open: (index) => openOwn(lane, `write-${index}`),
        limit: Number.POSITIVE_INFINITY,
      }),
      refusal: null,
      running: new Set(),
    }
    lanes.set(partitionOf(target), lane)
    return lane
  }

  function openOwn(lane: Lane, name: string): Own {
    const partition = `${partitionOf(lane.target)}:${name}`
    const own: Own = {
      session: session.fromPartition(partition, { cache: false }),
      connected: false,
      verdict: 'not-asked',
      onConnected: nothing,
    }
    own.session.setSSLConfig({ minVersion: 'tls1.2' })
    own.session.setCertificateVerifyProc((request, answer) => {
      // The certificate of an HTTPS proxy is the system's business; the console's comes in a later call.
      if (request.hostname.replace(/^\[|\]$/g, '') !== lane.host) return answer(keepVerdict)
      own.connected = true
      own.onConnected()
      const decided = decide(lane, request.certificate, request.errorCode, request.verificationResult)
      own.verdict = decided === refuse ? 'refused' : 'accepted'
      answer(decided)
      const refused = refusalOf(lane)
      if (refused !== null) for (const end of [...lane.running]) end(refused)
    })
    return own
  }

  /**
   * Chromium sends any request again, also a POST, when a reused connection ends without an answer (measured). A create
   * must never be sent twice, so every write gets a session without open connections.
   */
  const write = (lane: Lane, request: HttpRequest) =>
    lane.writes.use(request.signal, async (own) => {
      await own.session.closeAllConnections()
      return exchange(lane, own, request)
    })

  function close(lane: Lane): void {
    for (const own of [...lane.reads.all, ...lane.writes.all]) void own.session.closeAllConnections()
  }

  function refusalOf(lane: Lane): AppError | null {
    if (lane.refusal === null) return null
    presented.set(lane.target.connectionId, lane.refusal.presented)
    close(lane)
    const { fingerprint256 } = lane.refusal.presented
    return new AppError(lane.refusal.decision === 'changed' ? 'tls-changed' : 'tls-untrusted', {
      fingerprint256,
    })
  }

  function start(lane: Lane, own: Own, request: HttpRequest): ClientRequest {
    const sent = net.request({
      method: request.method,
      url: lane.target.origin + request.path,
      session: own.session,
      // Also keeps the system's sign-in (NTLM, Negotiate) from being offered to a console (N-13).
      credentials: 'omit',
      useSessionCookies: false,
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    for (const [name, value] of Object.entries(request.headers)) sent.setHeader(name, value)
    return sent
  }

  /**
   * A certificate error about which the verify procedure was not asked says nothing about the console, and nothing was
   * sent: once more, which asks.
   */
  async function exchange(lane: Lane, own: Own, request: HttpRequest): Promise<HttpAnswer> {
    const answer = await tryExchange(lane, own, request)
    if (answer !== 'not-asked') return answer
    const again = await tryExchange(lane, own, request)
    if (again === 'not-asked') throw new AppError('tls-failed', { reason: 'handshake' })
    return again
  }

  function tryExchange(lane: Lane, own: Own, request: HttpRequest): Promise<HttpAnswer | 'not-asked'> {
    own.verdict = 'not-asked'
    // Of a session that had a connection before, the stack knows the verdict and does not ask again.
    const hadVerdict = own.connected
    return new Promise((resolve, reject) => {
      const sent = start(lane, own, request)
      const chunks: Buffer[] = []
      let size = 0
      let settled = false
      const timers: NodeJS.Timeout[] = []

      const end = () => {
        settled = true
        for (const timer of timers) clearTimeout(timer)
        lane.running.delete(fail)
        own.onConnected = nothing
        request.signal?.removeEventListener('abort', cancel)
      }
      const fail = (error: AppError) => {
        if (settled) return
        end()
        for (const chunk of chunks) chunk.fill(0)
        sent.abort()
        reject(hadVerdict || own.verdict === 'accepted' ? maybeSent(error) : error)
      }
      const cancel = () => fail(new AppError('cancelled'))
      const late = (ms: number, wasSent: boolean) => () =>
        fail(new AppError('timeout', { seconds: Math.round(ms / 1000), sent: wasSent }))
      if (request.signal?.aborted) return cancel()
      request.signal?.addEventListener('abort', cancel)
      lane.running.add(fail)
      timers.push(setTimeout(late(request.timeoutMs, true), request.timeoutMs))
      // The stack does not say when a connection stands; the certificate of a fresh one does.
      if (!own.connected) {
        timers.push(setTimeout(late(limits.connectMs, false), limits.connectMs))
        own.onConnected = () => clearTimeout(timers[1])
      }

      sent.on('redirect', (status) => fail(new AppError('not-a-console', { status, reason: 'redirect' })))
      sent.on('login', (info, answer) => {
        // Nobody can be asked for a proxy's password yet; a console's own request for one is never answered.
        if (info.isProxy) fail(new AppError('unreachable', { reason: 'proxy' }))
        answer()
      })
      sent.on('error', (error) => {
        own.connected = false
        const refused = refusalOf(lane)
        if (refused !== null || own.verdict !== 'not-asked' || !/ERR_CERT_/.test(error.message))
          return fail(refused ?? networkFailure(error.message))
        if (settled) return
        end()
        resolve('not-asked')
      })
      sent.on('abort', () => fail(new AppError('cancelled')))
      sent.on('response', (response) => {
        if (response.statusCode === 407) return fail(new AppError('unreachable', { reason: 'proxy' }))
        response.on('data', (chunk) => {
          chunks.push(chunk)
          size += chunk.length
          if (size > request.maxBytes) fail(new AppError('bad-response', { reason: 'too-large' }))
        })
        response.on('aborted', () => fail(new AppError('bad-response', { reason: 'truncated' })))
        response.on('error', () => fail(new AppError('bad-response', { reason: 'truncated' })))
        response.on('end', () => {
          if (settled) return
          end()
          own.connected = true
          const body = Buffer.concat(chunks)
          for (const chunk of chunks) chunk.fill(0)
          resolve({ status: response.statusCode, headers: flatHeaders(response.headers), body })
        })
      })
      if (request.body !== undefined) sent.write(request.body)
      sent.end()
    })
  }

  return {
    async send(target, request) {
      if (new URL(target.origin).protocol !== 'https:') throw new AppError('address-insecure')
      const lane = open(target)
      const refused = refusalOf(lane)
      if (refused !== null) throw refused
      if (request.method === 'GET')
        return lane.reads.use(request.signal, (own) => exchange(lane, own, request))
      return write(lane, request)
    },
    presented: (connectionId) => presented.get(connectionId) ?? null,
    forget(connectionId) {
      presented.delete(connectionId)
      for (const [name, lane] of lanes) {
        if (lane.target.connectionId !== connectionId) continue
        close(lane)
        lanes.delete(name)
      }
    },
  }
}

function flatHeaders(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
}
