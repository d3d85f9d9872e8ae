// What tests may know of the requests that arrived: no queries, no bodies, no header values.

export interface LoggedRequest {
  readonly at: string
  readonly method: string
  readonly operationId: string | null
  /** Path template of the OpenAPI file, or the path without its query. */
  readonly template: string
  readonly path: string
  /** null while it runs, and when the connection was cut without an answer. */
  status: number | null
  readonly headerNames: readonly string[]
}

export interface ConnectionCounts {
  tcp: number
  tls: number
  tlsFailures: number
}

export interface RequestLog {
  begin(entry: Omit<LoggedRequest, 'status'>): LoggedRequest
  readonly connections: ConnectionCounts
  list(): readonly LoggedRequest[]
  clear(): void
}

const most = 20_000

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  const connections: ConnectionCounts = { tcp: 0, tls: 0, tlsFailures: 0 }
  return {
    begin(entry) {
      const logged = { ...entry, status: null }
      entries.push(logged)
      if (entries.length > most) entries = entries.slice(-most / 2)
      return logged
    },
    connections,
    list: () => entries,
    clear() {
      entries = []
      Object.assign(connections, { tcp: 0, tls: 0, tlsFailures: 0 })
    },
  }
}
