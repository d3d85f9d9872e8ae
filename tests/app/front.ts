// Stands where a console stands: ends TLS as a test wants it, records every request, passes it on to the demo console or spoils it.
import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { type Certificate, createCertificate } from '../../sandbox-console/http/certificate'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Passed {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What happens instead of passing the answer on. `pass` lets the console do its work and gives what it said. */
export type Spoil = (response: ServerResponse, pass: () => Promise<Passed>) => void | Promise<void>

export interface Front {
  readonly url: string
  readonly port: number
  /** Of the certificate that is presented now. */
  fingerprint256(): string
  readonly certificate: Certificate
  /** Every request that arrived, oldest first. */
  readonly seen: Seen[]
  readonly counts: { tcp: number; handshakes: number; clientCertificates: number }
  /** From now on, requests whose `METHOD path` contains `part` end like this; null: as usual again. */
  spoil(part: string, how: Spoil | null): void
  /** For new connections; the open ones are closed. */
  present(certificate: Certificate): void
  /** Nothing listens any more, and what was open is cut. */
  close(): Promise<void>
  /** Listens again, on the same port. */
  reopen(): Promise<void>
}

interface Options {
  /** Where requests are passed on to; without one every request needs a spoiler. */
  readonly to?: string
  readonly certificate?: Certificate
  readonly tls?: Pick<https.ServerOptions, 'minVersion' | 'maxVersion' | 'ciphers' | 'requestCert'>
  readonly port?: number
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function passOn(to: string, { method, url, headers, body }: Seen): Promise<Passed> {
  const request = https.request(new URL(url, to), {
    method,
    headers,
    rejectUnauthorized: false,
    agent: false,
  })
  request.end(body)
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await read(answer) }
}

export async function startFront({ to, certificate, tls = {}, port = 0 }: Options = {}): Promise<Front> {
  const first = certificate ?? (await createCertificate())
  let presented = first
  const seen: Seen[] = []
  const counts = { tcp: 0, handshakes: 0, clientCertificates: 0 }
  const spoilers = new Map<string, Spoil>()

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = message
    const request: Seen = { method, url, headers, body: await read(message) }
    seen.push(request)
    const pass = () => {
      if (to === undefined) throw new Error('nothing to pass on to')
      return passOn(to, request)
    }
    const how = [...spoilers].find(([part]) => `${method} ${url}`.includes(part))?.[1]
    if (how !== undefined) return how(response, pass)
    const answer = await pass()
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
    response.end(answer.body)
  }

  const server = https.createServer(
    { key: first.keyPem, cert: first.certificatePem, rejectUnauthorized: false, ...tls },
    (message, response) => {
      respond(message, response).catch(() => message.socket.destroy())
    },
  )
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    counts.tcp += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('secureConnection', (socket: TLSSocket) => {
    counts.handshakes += 1
    socket.on('error', () => {})
    if (Object.keys(socket.getPeerCertificate()).length > 0) counts.clientCertificates += 1
  })
  const listen = async (wanted: number) => {
    server.listen(wanted, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const own = await listen(port)
  return {
    url: `https://127.0.0.1:${own}`,
    port: own,
    fingerprint256: () => presented.fingerprint256,
    certificate: first,
    seen,
    counts,
    spoil(part, how) {
      if (how === null) spoilers.delete(part)
      else spoilers.set(part, how)
    },
    present(next) {
      presented = next
      server.setSecureContext({ key: next.keyPem, cert: next.certificatePem, ...tls })
      server.closeAllConnections()
    },
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    async reopen() {
      await listen(own)
    },
  }
}
