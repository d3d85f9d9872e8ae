// Requests over a real TLS connection, with the certificate pinned as the app pins it.
import https from 'node:https'
import type { PeerCertificate, TLSSocket } from 'node:tls'

interface HttpsAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly certificate: PeerCertificate
}

interface HttpsRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** PEM to trust; without it every certificate is refused as unknown. */
  readonly trust?: string
  readonly agent?: https.Agent
}

export function request(url: string, wanted: HttpsRequest = {}): Promise<HttpsAnswer> {
  const { method = 'GET', headers = {}, body = '', trust, agent } = wanted
  return new Promise((resolve, reject) => {
    const sent = https.request(
      url,
      { method, headers, agent: agent ?? false, ...(trust === undefined ? {} : { ca: trust }) },
      (response) => {
        const certificate = (response.socket as TLSSocket).getPeerCertificate()
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, certificate }),
        )
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
