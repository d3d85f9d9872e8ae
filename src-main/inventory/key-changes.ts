// Edits, enables, disables and deletes keys: re-reads each identity first and stops at anything but the key the person saw.

import type { z } from 'zod'
import { checkDescription } from '../../src-shared/description'
import { AppError } from '../../src-shared/errors'
import type { KeyOutcome, KeyRecord, KeyRef } from '../../src-shared/key'
import type { ConsoleApi } from '../console/console-api'
import type { Log } from '../log/log'
import type { Sessions } from '../session/session-parts'
import { failureShape } from './failure-shape'
import type { InventoryStore } from './inventory'
import type { KeyChange } from './key-change'

interface Deps {
  readonly api: Pick<ConsoleApi, 'getKey' | 'patchKey' | 'deleteKey'>
  readonly sessions: Pick<Sessions, 'asUser'>
  readonly inventory: Pick<InventoryStore, 'apply' | 'cell'>
  readonly log: Log
}

type Outcome = z.infer<typeof KeyOutcome>
/** Takes what was learned about a key to the list. */
type Note = (change: KeyChange) => void
type Change = { readonly description: string } | { readonly status: 'enabled' | 'disabled' }

export interface KeyChanges {
  /**
   * Throws before anything is sent: `description-in-use` (detail.proposal), `invalid-input`. Then `not-a-key`,
   * `changed-meanwhile`, `not-found`, `not-applied`, `forbidden` and the network's failures. detail.inDoubt, here and in an
   * outcome: the console may have done it all the same.
   */
  edit(connectionId: string, ref: KeyRef, description: string): Promise<void>
  setEnabled(connectionId: string, refs: readonly KeyRef[], enabled: boolean): Promise<Outcome[]>
  remove(connectionId: string, refs: readonly KeyRef[]): Promise<Outcome[]>
  /** The key as the console has it now, if it is still the one that the person saw. Throws as `edit`. */
  reread(connectionId: string, ref: KeyRef): Promise<KeyRecord>
}

const parallel = 4
/** Changes that the list follows at once. */
const perStep = 25

/** Failures after which the console may have done it all the same. */
const doubtful: readonly AppError['code'][] = [
  'timeout',
  'unreachable',
  'bad-response',
  'server-fault',
  'not-a-console',
]
const isDoubtful = (error: unknown) => error instanceof AppError && doubtful.includes(error.code)
/** Whoever keeps a record of what was done has to know. */
const inDoubt = (error: unknown) =>
  error instanceof AppError ? new AppError(error.code, { ...error.detail, inDoubt: true }, error) : error
const isGone = (error: unknown) => error instanceof AppError && error.code === 'not-found'

/** Members that make a key the one that the person saw (S-51). */
const isSame = (record: KeyRecord, ref: KeyRef) =>
  record.id === ref.id &&
  record.userUid === ref.userUid &&
  record.type === ref.type &&
  record.description === ref.description &&
  record.createdAt === ref.createdAt

const isApplied = (record: KeyRecord, change: Change) =>
  'description' in change
    ? record.description === change.description
    : record.status.raw.toLowerCase() === change.status

export function createKeyChanges({ api, sessions, inventory, log }: Deps): KeyChanges {
  const read = (connectionId: string, ref: KeyRef) =>
    sessions.asUser(connectionId, 'read', (target, bearer) => api.getKey(target, bearer, ref.userUid, ref.id))

  /** What is not there any more, or is another thing now, also leaves or changes in the list. */
  async function reread(connectionId: string, ref: KeyRef, note: Note): Promise<KeyRecord> {
    let record: KeyRecord
    try {
      record = await read(connectionId, ref)
    } catch (error) {
      if (isGone(error)) note({ removeId: ref.id })
      throw error
    }
    if (isSame(record, ref)) return record
    note({ upsert: record })
    throw new AppError('changed-meanwhile')
  }

  async function change(connectionId: string, ref: KeyRef, wanted: Change, note: Note): Promise<void> {
    const before = await reread(connectionId, ref, note)
    if (isApplied(before, wanted)) return note({ upsert: before })
    let record: KeyRecord
    try {
      record = await sessions.asUser(connectionId, 'write', (target, bearer) =>
        api.patchKey(target, bearer, ref, wanted),
      )
    } catch (error) {
      if (!isDoubtful(error)) throw error
      // The answer is lost, not necessarily the change: only the console knows.
      record = await read(connectionId, ref).catch(() => {
        note({ inDoubtId: ref.id })
        throw inDoubt(error)
      })
      if (record.id !== ref.id || !isApplied(record, wanted)) {
        note({ inDoubtId: ref.id })
        throw inDoubt(error)
      }
    }
    if (record.id !== ref.id) throw new AppError('not-applied', { reason: 'other-key' })
    note({ upsert: record })
    if (!isApplied(record, wanted)) throw new AppError('not-applied')
  }

  /** The rules of the page, once more: a page is not trusted with them. Answers the text to send. */
  function checkedDescription(connectionId: string, ref: KeyRef, text: string): string {
    const keys = inventory.cell.get().find((list) => list.connectionId === connectionId)?.keys ?? []
    const others = keys.filter(({ userUid, id }) => userUid === ref.userUid && id !== ref.id)
    const { description, problem } = checkDescription(
      text,
      others.map((other) => other.description),
    )
    if (problem?.kind === 'in-use') throw new AppError('description-in-use', { proposal: problem.proposal })
    if (problem !== null) throw new AppError('invalid-input', { reason: `description-${problem.kind}` })
    return description
  }

  async function removeOne(connectionId: string, ref: KeyRef, note: Note): Promise<void> {
    await reread(connectionId, ref, note)
    try {
      await sessions.asUser(connectionId, 'write', (target, bearer) => api.deleteKey(target, bearer, ref))
    } catch (error) {
      if (isDoubtful(error)) await confirmGone(connectionId, ref, error, note)
      else if (!isGone(error)) throw error
    }
    log.event('key.deleted', { connectionId })
    note({ removeId: ref.id })
  }

  async function confirmGone(connectionId: string, ref: KeyRef, doubt: unknown, note: Note): Promise<void> {
    try {
      await read(connectionId, ref)
    } catch (error) {
      if (isGone(error)) return
    }
    // A console may carry it out later.
    note({ inDoubtId: ref.id })
    throw inDoubt(doubt)
  }

  /** A few at a time; each key has its own outcome, in the order asked. The list follows in steps, not key by key. */
  async function each(
    connectionId: string,
    refs: readonly KeyRef[],
    action: string,
    work: (ref: KeyRef, note: Note) => Promise<void>,
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = refs.map(({ id }) => ({ id, failure: null }))
    let notes: KeyChange[] = []
    const flush = () => {
      inventory.apply(connectionId, ...notes)
      notes = []
    }
    const note: Note = (learned) => {
      notes.push(learned)
      if (notes.length >= perStep) flush()
    }
    let next = 0
    const worker = async () => {
      for (let index = next; index < refs.length; index = next) {
        next += 1
        const ref = refs[index]
        if (ref === undefined) continue
        await work(ref, note).catch((error: unknown) => {
          outcomes[index] = { id: ref.id, failure: failureShape(error, action, log) }
        })
      }
    }
    await Promise.all(Array.from({ length: parallel }, worker))
    flush()
    return outcomes
  }

  const noteAt = (connectionId: string) => (learned: KeyChange) => inventory.apply(connectionId, learned)

  return {
    reread: (connectionId, ref) => reread(connectionId, ref, noteAt(connectionId)),
    async edit(connectionId, ref, text) {
      const description = checkedDescription(connectionId, ref, text)
      await change(connectionId, ref, { description }, noteAt(connectionId))
    },
    setEnabled(connectionId, refs, enabled) {
      const wanted = { status: enabled ? 'enabled' : 'disabled' } as const
      return each(connectionId, refs, enabled ? 'enable-key' : 'disable-key', (ref, note) =>
        change(connectionId, ref, wanted, note),
      )
    },
    remove: (connectionId, refs) =>
      each(connectionId, refs, 'delete-key', (ref, note) => removeOne(connectionId, ref, note)),
  }
}
