// What changed on each console until the person takes note of it: collected, sealed beside the list, and forgotten with it.
import { z } from 'zod'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import { codeOf } from '../../src-shared/errors'
import { type ListChange, ListChanges, mostChanges } from '../../src-shared/list-changes'
import type { Log } from '../log/log'
import { parseJson } from '../storage/parse-json'
import type { SealedFiles } from '../storage/sealed-file'

export interface ChangeLog {
  readonly cell: ReadableCell<ListChanges[]>
  /** Those of this person, of an earlier run. Never rejects. */
  load(connectionId: string, userUid: string): Promise<void>
  /** @param since when the list was read that they were compared with */
  add(connectionId: string, userUid: string, since: string, found: readonly ListChange[]): void
  /** It has turned out that this computer made the key. */
  madeHere(connectionId: string, keyId: string): void
  /** Taken note of, or nobody else's business any more: nothing of them remains. */
  forget(connectionId: string): Promise<void>
  /** Nothing readable stays in memory; what is kept comes back with {@link load}. */
  conceal(): void
  /** What was added so far is kept. Never rejects. */
  written(connectionId?: string): Promise<void>
}

const Saved = z.object({ userUid: z.string(), changes: ListChanges })
type Saved = z.infer<typeof Saved>

const nameOf = (connectionId: string) => `changes-${connectionId}`
const aadOf = (connectionId: string) => `changes/1/${connectionId}`

/** Which of a key's members an entry is about: of each, entries follow one another. */
const subjects: Readonly<Record<ListChange['kind'], string>> = {
  new: 'existence',
  gone: 'existence',
  disabled: 'status',
  enabled: 'status',
  status: 'status',
  'owner-disabled': 'owner',
  'owner-enabled': 'owner',
  description: 'description',
  access: 'access',
  scopes: 'scopes',
}
const subjectOf = ({ keyId, kind }: ListChange) => `${keyId} ${subjects[kind]}`

/**
 * Newest first. The same entry twice in a row is one: the program ended after the changes were kept and before the list
 * was, and the next reading found them again.
 */
export function merged(kept: ListChanges, found: readonly ListChange[]): ListChanges {
  const newest = new Map<string, ListChange>()
  for (const change of [...kept.changes].reverse()) newest.set(subjectOf(change), change)
  const fresh = found.filter((change) => {
    const last = newest.get(subjectOf(change))
    return last?.kind !== change.kind || last.before !== change.before || last.after !== change.after
  })
  const all = [...fresh, ...kept.changes]
  return {
    ...kept,
    changes: all.slice(0, mostChanges),
    more: kept.more + Math.max(0, all.length - mostChanges),
  }
}

export function createChangeLog({ sealedFiles, log }: { sealedFiles: SealedFiles; log: Log }): ChangeLog {
  const cell = createCell<ListChanges[]>([])
  const people = new Map<string, string>()
  const writing = new Map<string, Promise<void>>()

  const of = (connectionId: string) => cell.get().find((one) => one.connectionId === connectionId)
  const without = (connectionId: string) => cell.get().filter((one) => one.connectionId !== connectionId)

  /** One after the other per connection. A list of changes that cannot be kept is no reason to fail what was asked for. */
  function inTurn(connectionId: string, action: string, work: () => Promise<void>): Promise<void> {
    const turn = (writing.get(connectionId) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      const code = codeOf(error)
      log.event('changes.failed', { action, connectionId, code })
    })
    writing.set(connectionId, turn)
    return turn
  }

  function put(connectionId: string, changes: ListChanges): void {
    const userUid = people.get(connectionId) ?? ''
    cell.set([...without(connectionId), changes])
    const bytes = Buffer.from(JSON.stringify({ userUid, changes } satisfies Saved), 'utf8')
    void inTurn(connectionId, 'write', async () => {
      await sealedFiles.write(nameOf(connectionId), aadOf(connectionId), bytes)
      bytes.fill(0)
    })
  }

  async function read(connectionId: string): Promise<Saved | null> {
    const bytes = await sealedFiles.read(nameOf(connectionId), aadOf(connectionId))
    if (bytes === null) return null
    const parsed = Saved.safeParse(parseJson(bytes.toString('utf8')))
    bytes.fill(0)
    return parsed.success ? parsed.data : null
  }

  return {
    cell,
    load: (connectionId, userUid) =>
      inTurn(connectionId, 'read', async () => {
        const saved = await read(connectionId)
        if (saved === null || saved.userUid !== userUid || of(connectionId) !== undefined) return
        people.set(connectionId, userUid)
        cell.set([...without(connectionId), saved.changes])
      }),
    add(connectionId, userUid, since, found) {
      if (found.length === 0) return
      people.set(connectionId, userUid)
      put(connectionId, merged(of(connectionId) ?? { connectionId, since, changes: [], more: 0 }, found))
    },
    madeHere(connectionId, keyId) {
      const kept = of(connectionId)
      const isAbout = (one: ListChange) => one.keyId === keyId && one.kind === 'new' && one.elsewhere
      if (kept?.changes.some(isAbout) !== true) return
      const changes = kept.changes.map((one) => (isAbout(one) ? { ...one, elsewhere: false } : one))
      put(connectionId, { ...kept, changes })
    },
    forget(connectionId) {
      people.delete(connectionId)
      cell.set(without(connectionId))
      return inTurn(connectionId, 'remove', () => sealedFiles.remove(nameOf(connectionId)))
    },
    conceal() {
      cell.set([])
    },
    async written(connectionId) {
      const turns = connectionId === undefined ? [...writing.values()] : [writing.get(connectionId)]
      await Promise.all(turns)
    },
  }
}
