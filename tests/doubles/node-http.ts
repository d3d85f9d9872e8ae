// The HTTP port on node:https for flow tests: the same verdict function and the same order (certificate first, then bytes).
import https from 'node:https'
import tls from 'node:tls'
import { describeCertificate, fingerprintOf, isTrusted, verdict } from '../../src-main/connections/trust'
import type { HttpAnswer, HttpPort, HttpTarget } from '../../src-main/console/http-port'
import { networkFailure } from '../../src-main/console/net-error'
import type { Certificate } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'

interface Lane {
  readonly agent: https.Agent
  readonly writes: https.Agent
  refusal: AppError | null
}

/** @param now clock of the certificate's dates */
export function createNodeHttp(
  now: () => Date = () => new Date(),
): HttpPort & { readonly sent: { count: number } } {
  const lanes = new Map<string, Lane>()
  const presented = new Map<string, Certificate>()
  const sent = { count: 0 }

  function open(target: HttpTarget): Lane {
    const name = `${target.connectionId}:${target.generation}`
    const known = lanes.get(name)
    if (known !== undefined) return known
    const agent = new https.Agent({ keepAlive: true })
    const writes = new https.Agent({ keepAlive: false })
    const lane: Lane = { agent, writes, refusal: null }
    const host = new URL(target.origin).hostname.replace(/^\[|\]$/g, '')
    // The agent hands the socket to a request only through this callback, so nothing is written before the verdict.
    type Handed = (error: Error | null, socket?: tls.TLSSocket) => void
    const createConnection = (options: tls.ConnectionOptions, callback?: Handed) => {
      const socket = tls.connect({
        host,
        port: Number(new URL(target.origin).port || 443),
        rejectUnauthorized: false,
        minVersion: 'TLSv1.2',
        ...(options.servername ? { servername: options.servername } : {}),
      })
      socket.once('error', (error) => callback?.(error, socket))
      socket.once('secureConnect', () => {
        const { raw } = socket.getPeerCertificate()
        const decision = verdict(fingerprintOf(raw), target.pin, socket.authorized)
        if (isTrusted(decision)) return callback?.(null, socket)
        const systemSays = String(socket.authorizationError ?? '')
        const certificate = describeCertificate(raw, {
          host,
          now: now(),
          chainOk: socket.authorized,
          systemSays,
        })
        presented.set(target.connectionId, certificate)
        const { fingerprint256 } = certificate
        lane.refusal = new AppError(decision === 'changed' ? 'tls-changed' : 'tls-untrusted', {
          fingerprint256,
        })
        agent.destroy()
        socket.destroy()
        callback?.(lane.refusal, socket)
      })
      return undefined
    }
    Object.assign(agent, { createConnection })
    Object.assign(writes, { createConnection })
    lanes.set(name, lane)
    return lane
  }

  return {
    sent,
    presented: (connectionId) => presented.get(connectionId) ?? null,
    forget(connectionId) {
      presented.delete(connectionId)
      for (const [name, lane] of lanes) {
        if (!name.startsWith(`${connectionId}:`)) continue
        lane.agent.destroy()
        lanes.delete(name)
      }
    },
    async send(target, wanted) {
      const { method, path, headers, body, timeoutMs, maxBytes, signal } = wanted
      const lane = open(target)
      if (lane.refusal !== null) throw lane.refusal
      return new Promise<HttpAnswer>((resolve, reject) => {
        // Writes get a connection of their own, as in electron-http.ts.
        const agent = method === 'GET' ? lane.agent : lane.writes
        const request = https.request(new URL(target.origin + path), { method, headers, agent })
        let isOver = false
        const fail = (error: AppError) => {
          isOver = true
          clearTimeout(timer)
          signal?.removeEventListener('abort', cancel)
          request.destroy()
          reject(error)
        }
        const cancel = () => fail(new AppError('cancelled'))
        const seconds = Math.round(timeoutMs / 1000)
        const timer = setTimeout(() => fail(new AppError('timeout', { seconds, sent: true })), timeoutMs)
        signal?.addEventListener('abort', cancel)
        request.on('error', (error: Error & { code?: string }) => {
          if (isOver) return
          // As Chromium does: a read on a kept connection that has ended meanwhile goes out on a new one.
          if (method === 'GET' && request.reusedSocket && error.code === 'ECONNRESET') {
            clearTimeout(timer)
            signal?.removeEventListener('abort', cancel)
            resolve(this.send(target, wanted))
            return
          }
          fail(error instanceof AppError ? error : networkFailure(`${error.code ?? ''} ${error.message}`))
        })
        if (signal?.aborted) return cancel()
        request.on('response', (response) => {
          const status = response.statusCode ?? 0
          if (status >= 300 && status < 400)
            return fail(new AppError('not-a-console', { status, reason: 'redirect' }))
          const chunks: Buffer[] = []
          let size = 0
          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk)
            size += chunk.length
            if (size > maxBytes) fail(new AppError('bad-response', { reason: 'too-large' }))
          })
          response.on('error', () => fail(new AppError('bad-response', { reason: 'truncated' })))
          response.on('end', () => {
            clearTimeout(timer)
            signal?.removeEventListener('abort', cancel)
            if (!response.complete) return fail(new AppError('bad-response', { reason: 'truncated' }))
            const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
            resolve({ status, headers: Object.fromEntries(flat), body: Buffer.concat(chunks) })
          })
        })
        sent.count += 1
        request.end(body)
      })
    },
  }
}
