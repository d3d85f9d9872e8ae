// What the last contact with each console taught: reachable, not reachable, or under a changed certificate.
import type { Certificate, SessionState } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'

type Reach = SessionState['reach']

interface Deps {
  readonly connections: Connections
  readonly presented: (connectionId: string) => Certificate | null
  readonly now: () => Date
  readonly change: (connectionId: string, next: Reach) => void
}

/** Failures that mean that no console was reached; all others came from one. */
const unreached: readonly AppError['code'][] = [
  'unreachable',
  'timeout',
  'tls-untrusted',
  'tls-changed',
  'tls-failed',
  'not-a-console',
]

export function createReach({ connections, presented, now, change }: Deps) {
  const known = new Map<string, Reach>()
  function set(connectionId: string, next: Reach): void {
    const before = known.get(connectionId)
    if (before?.kind === next.kind && (next.kind === 'online' || next.kind === 'unknown')) return
    known.set(connectionId, next)
    change(connectionId, next)
  }
  return {
    online: (connectionId: string) => set(connectionId, { kind: 'online' }),
    unknown: (connectionId: string) => set(connectionId, { kind: 'unknown' }),
    learn(connectionId: string, error: unknown): void {
      if (!(error instanceof AppError)) return
      if (!unreached.includes(error.code)) {
        // A refusal with a status came from the console: it was reached.
        if (typeof error.detail.status === 'number') set(connectionId, { kind: 'online' })
        return
      }
      const connection = connections.cell.get().find(({ id }) => id === connectionId)
      if (connection === undefined) return
      const accepted = connection.pin
      const shown = presented(connectionId)
      if (error.code === 'tls-changed' && accepted !== null && shown !== null) {
        set(connectionId, { kind: 'certificate-changed', accepted, presented: shown })
        return
      }
      const before = known.get(connectionId)
      const since = before?.kind === 'unreachable' ? before.since : now().toISOString()
      set(connectionId, { kind: 'unreachable', since, code: error.code })
    },
  }
}
