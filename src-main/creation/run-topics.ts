// What the page is told of a run: as the one that holds the wizard, and as an entry of `Needs attention`.
import type { AttentionEntry, Creation } from '../../src-shared/creation'
import type { RunState } from './creation-run'
import type { LiveRun } from './live-run'
import type { OperationRecord } from './operation-record'
import { quietMs } from './reconcile'

const phases: Readonly<Record<RunState, Creation['phase']>> = {
  intent: 'preparing',
  creating: 'creating',
  ambiguous: 'in-doubt',
  unrevealed: 'unrevealed',
  revealed: 'revealed',
  created: 'created',
  delivered: 'delivered',
  unconfirmed: 'unconfirmed',
  orphan: 'orphan',
  // Without a frame: the page waits for the outcome of the call.
  revoking: 'unrevealed',
  revoked: 'deleted',
  disabled: 'unconfirmed',
  dismissed: 'orphan',
  'not-created': 'not-created',
}

const attentionKinds: Partial<Record<RunState, AttentionEntry['kind']>> = {
  orphan: 'orphan',
  unconfirmed: 'unconfirmed',
  ambiguous: 'in-doubt',
}

const keyTypeOf = (record: OperationRecord) => (record.kind === 'simple' ? 'simple' : 'advanced')

export function creationOf({ record, run, view }: LiveRun): Creation {
  return {
    opId: record.opId,
    connectionId: record.connectionId,
    phase: phases[run.state],
    keyType: keyTypeOf(record),
    description: record.description,
    readOnly: record.readOnly,
    scopes: record.scopes,
    startedAt: record.startedAt,
    keyId: record.keyId,
    publicKey: record.publicKey,
    frameUrl: view.frameUrl,
    deadlineAt: view.deadlineAt?.toISOString() ?? null,
    shown: view.shown,
    copied: view.copied && { clearsAt: view.copied.clearsAt?.toISOString() ?? null },
    saved: view.saved,
    tested: view.tested,
    failure: view.failure,
  }
}

/** None, unless the run needs attention. @param isKnown the connection is still there */
export function attentionOf({ record, run, view }: LiveRun, isKnown: boolean): AttentionEntry[] {
  const kind = run.state === 'revoking' ? run.revokeFrom : attentionKinds[run.state]
  if (kind === undefined || kind === null) return []
  const isDecidedByItself = kind === 'in-doubt' && isKnown && view.candidates.length === 0
  return [
    {
      opId: record.opId,
      connectionId: record.connectionId,
      kind,
      keyType: keyTypeOf(record),
      description: record.description,
      readOnly: record.readOnly,
      scopes: record.scopes,
      userName: record.userName,
      keyId: record.keyId,
      startedAt: record.startedAt,
      createdAt: record.keyCreatedAt,
      bits: record.kind === 'advanced' ? (record.publicKey?.bits ?? null) : null,
      ownPublicKey: record.kind === 'own' ? record.publicKey : null,
      decidedAt: isDecidedByItself ? new Date(Date.parse(record.startedAt) + quietMs).toISOString() : null,
      candidates: view.candidates.map(({ id, description, createdAt }) => ({
        keyId: id,
        description,
        createdAt,
      })),
      consoleName: record.consoleName ?? '',
      connectionRemoved: !isKnown,
    },
  ]
}
