// The operating system's credential store behind answers that tell "not there" from "cannot say" (S-28 to S-31).
import { AppError } from '../../src-shared/errors'
import { cutUtf8, fitsOneItem, type Head, headItem, readItem, sha256, wholeItem } from './chunks'
import { createKeyringCalls, type Outcome, type Unavailable } from './keyring-call'
import type { Keytar } from './keytar-module'

export type { Unavailable } from './keyring-call'
export type Found = { readonly kind: 'found'; readonly value: string }
export type Absent = { readonly kind: 'absent' }
export type Written = { readonly kind: 'written' } | Unavailable
type Removed = { readonly kind: 'removed' } | { readonly kind: 'not-confirmed' }

export interface Keyring {
  get(account: string): Promise<Found | Absent | Unavailable>
  /** Replaces the value; on any failure the old one stays readable. The value may hold no NUL. */
  set(account: string, value: string): Promise<Written>
  /** `not-confirmed`: the store did not say that the value is gone. */
  remove(account: string): Promise<Removed>
  /** Writes and reads a throw-away item: the only proof that the store is usable. May wait for an unlock prompt. */
  probe(): Promise<Written>
  isHanging(): boolean
}

interface Deps {
  readonly load: () => Keytar
  readonly serviceName: string
  /** Account prefix of throw-away items. */
  readonly probeAccount: string
  readonly newProbeValue: () => string
  readonly timeoutMs?: number
  /** A locked store asks the person for its password; that takes longer than a call. */
  readonly unlockTimeoutMs?: number
  readonly calls?: ReturnType<typeof createKeyringCalls>
}

const mismatch: Unavailable = { kind: 'unavailable', why: 'not-answering' }

export function createKeyring(deps: Deps): Keyring {
  const { serviceName, timeoutMs = 5_000, unlockTimeoutMs = 30_000 } = deps
  const calls = deps.calls ?? createKeyringCalls()
  let loaded: Keytar | 'missing' | null = null

  function call<T>(ms: number, work: (keytar: Keytar) => Promise<T>): Promise<Outcome<T>> {
    if (loaded === null) {
      try {
        loaded = deps.load()
      } catch {
        loaded = 'missing'
      }
    }
    const keytar = loaded
    if (keytar === 'missing') return Promise.resolve({ kind: 'unavailable', why: 'module' })
    return calls.run(ms, async () => work(keytar))
  }
  const readRaw = (account: string) => call(timeoutMs, (keytar) => keytar.getPassword(serviceName, account))
  const deleteRaw = (account: string) =>
    call(timeoutMs, (keytar) => keytar.deletePassword(serviceName, account))

  /** A write counts only once it has been read back. */
  async function writeRaw(account: string, text: string, ms = timeoutMs): Promise<Written> {
    const wrote = await call(ms, (keytar) => keytar.setPassword(serviceName, account, text))
    if (wrote.kind === 'unavailable') return wrote
    const back = await readRaw(account)
    if (back.kind === 'unavailable') return back
    return back.value === text ? { kind: 'written' } : mismatch
  }

  async function probeNow(): Promise<Written> {
    const wrote = await writeRaw(deps.probeAccount, deps.newProbeValue(), unlockTimeoutMs)
    if (wrote.kind === 'written') await deleteRaw(deps.probeAccount)
    return wrote
  }
  let lastProbe: Promise<unknown> = Promise.resolve()
  /** One after another: of two at once, each would read back what the other has just written. */
  function probe(): Promise<Written> {
    const turn = lastProbe.then(probeNow, probeNow)
    lastProbe = turn
    return turn
  }

  /**
   * keytar answers null for "absent" and for "locked" alike; a successful probe makes it "absent". A store that has just
   * answered a read and lets the write wait is locked: it waits for somebody to answer its prompt.
   */
  async function absentIfUsable(): Promise<Absent | Unavailable> {
    const usable = await probe()
    if (usable.kind === 'written') return { kind: 'absent' }
    return calls.isHanging() ? { kind: 'unavailable', why: 'locked' } : usable
  }

  const chunkAccount = (account: string, generation: string, index: number) =>
    `${account}/${generation}/${index}`

  async function joinChunks(account: string, head: Head): Promise<Found | Absent | Unavailable> {
    const parts: string[] = []
    for (let index = 0; index < head.count; index += 1) {
      const part = await readRaw(chunkAccount(account, head.generation, index))
      if (part.kind === 'unavailable') return part
      if (part.value === null) return absentIfUsable()
      parts.push(part.value)
    }
    const value = parts.join('')
    return sha256(value) === head.sha256 ? { kind: 'found', value } : { kind: 'absent' }
  }

  async function get(account: string): Promise<Found | Absent | Unavailable> {
    const raw = await readRaw(account)
    if (raw.kind === 'unavailable') return raw
    if (raw.value === null) return absentIfUsable()
    const item = readItem(raw.value)
    if (item === null) return { kind: 'absent' }
    return item.kind === 'whole' ? { kind: 'found', value: item.value } : joinChunks(account, item)
  }

  /** Removes parts until one is missing: also those that an interrupted write left behind. */
  async function removeChunks(account: string, generation: 'a' | 'b'): Promise<void> {
    for (let index = 0; index < 512; index += 1) {
      const gone = await deleteRaw(chunkAccount(account, generation, index))
      if (gone.kind === 'unavailable' || !gone.value) return
    }
  }

  async function set(account: string, value: string): Promise<Written> {
    if (value.includes('\u0000')) throw new AppError('storage-failed', { reason: 'nul' })
    const old = await readRaw(account)
    if (old.kind === 'unavailable') return old
    const oldItem = old.value === null ? null : readItem(old.value)
    const oldGeneration = oldItem?.kind === 'head' ? oldItem.generation : null
    if (fitsOneItem(value)) {
      const wrote = await writeRaw(account, wholeItem(value))
      if (wrote.kind === 'written' && oldGeneration !== null) await removeChunks(account, oldGeneration)
      return wrote
    }
    const generation = oldGeneration === 'a' ? 'b' : 'a'
    const parts = cutUtf8(value)
    for (const [index, part] of parts.entries()) {
      const wrote = await writeRaw(chunkAccount(account, generation, index), part)
      if (wrote.kind === 'unavailable') return wrote
    }
    const head = headItem({ generation, count: parts.length, sha256: sha256(value) })
    const wrote = await writeRaw(account, head)
    if (wrote.kind === 'written' && oldGeneration !== null) await removeChunks(account, oldGeneration)
    return wrote
  }

  async function remove(account: string): Promise<Removed> {
    await removeChunks(account, 'a')
    await removeChunks(account, 'b')
    const gone = await deleteRaw(account)
    if (gone.kind === 'answer' && gone.value) return { kind: 'removed' }
    if (gone.kind === 'unavailable') return { kind: 'not-confirmed' }
    // `false` from a locked store means nothing; ask in a way that a locked store cannot answer.
    return (await get(account)).kind === 'absent' ? { kind: 'removed' } : { kind: 'not-confirmed' }
  }

  return { get, set, remove, probe, isHanging: calls.isHanging }
}
