// The HTTPS socket: bytes in, one request at a time to the handler, bytes out; counts connections.
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Outcome, SandboxRequest } from '../api/exchange'
import type { Certificate } from './certificate'
import type { ConnectionCounts } from './request-log'

export interface Listener {
  readonly port: number
  /** For new connections; the open ones are closed. */
  setCertificate(certificate: Certificate): void
  close(): Promise<void>
}

const bodyLimit = 1_048_576

/** null when the body is longer than any operation needs, or the client went away. */
export async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > bodyLimit) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks)
}

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

export async function listen(parts: {
  readonly port: number
  readonly certificate: Certificate
  readonly connections: ConnectionCounts
  readonly handle: (request: SandboxRequest) => Promise<Outcome>
}): Promise<Listener> {
  const { connections, handle } = parts
  const respond = async (message: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(message)
    if (body === null) return void message.destroy()
    const outcome = await handle({
      method: message.method ?? 'GET',
      target: message.url ?? '/',
      headers: headersOf(message),
      body,
    })
    if (outcome === null) return void message.socket.destroy()
    const bytes = Buffer.from(outcome.body, outcome.encoding ?? 'utf8')
    response.writeHead(outcome.status, { ...outcome.headers, 'content-length': String(bytes.length) })
    response.end(bytes)
  }
  const server = https.createServer(
    { cert: parts.certificate.certificatePem, key: parts.certificate.keyPem },
    (message, response) => {
      respond(message, response).catch(() => message.socket.destroy())
    },
  )
  // A client that stops in the middle of a handshake has no HTTP connection yet, and would keep `close` waiting.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.tcp += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('secureConnection', () => {
    connections.tls += 1
  })
  server.on('tlsClientError', () => {
    connections.tlsFailures += 1
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    setCertificate(certificate) {
      server.setSecureContext({ cert: certificate.certificatePem, key: certificate.keyPem })
      server.closeAllConnections()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}
