// One run of the program on a journal file: a real file, a hand clock, and a credential store that can fall silent.
import { readFileSync, writeFileSync } from 'node:fs'
import { createJournal, type Journal } from '../../../src-main/journal/journal'
import { createJournalHead } from '../../../src-main/journal/journal-head'
import { fileLines } from '../../../src-main/journal/journal-lines'
import { createLineFile } from '../../../src-main/storage/line-file'
import { createSeal, type Seal } from '../../../src-main/vault/seal'
import { AppError } from '../../../src-shared/errors'
import { everyEntry } from '../../doubles/filters'
import { createHandClock } from '../../doubles/hand-clock'
import { createSilentLog } from '../../doubles/silent-log'

export type Records = Map<string, Record<string, unknown>>

/** What the credential store holds under the journal's name; shared by the runs of a test. */
export function createStore() {
  const records: Records = new Map()
  const waiting: (() => void)[] = []
  const store = {
    records,
    /** `hanging`: answers only once {@link release} is called. */
    state: 'open' as 'open' | 'refusing' | 'hanging',
    writes: 0,
    release() {
      store.state = 'open'
      for (const go of waiting.splice(0)) go()
    },
    async pass() {
      if (store.state === 'hanging') await new Promise<void>((resolve) => waiting.push(resolve))
      if (store.state === 'refusing') throw new AppError('vault-locked', { why: 'locked' })
    },
    credentials: {
      async read(name: string) {
        await store.pass()
        return structuredClone(records.get(name) ?? null) as never
      },
      async write(name: string, record: Record<string, unknown>) {
        await store.pass()
        store.writes += 1
        records.set(name, structuredClone(record))
        return 'keyring' as const
      },
    },
  }
  return store
}
export type Store = ReturnType<typeof createStore>

interface Around {
  readonly store?: Store
  readonly kept?: 'keyring' | 'memory'
  readonly key?: Buffer
  /** Instead of `key`. */
  readonly seal?: Seal
  /** Stands in for the line file's `append`. */
  readonly append?: (line: object) => Promise<void>
}

const running: Journal[] = []

/** Waits for what the runs of this test still write: it would make the folder anew after it was removed. */
export async function settled(): Promise<void> {
  for (const journal of running.splice(0)) await journal.append('app.ended').catch(() => {})
}

export async function run(file: string, around: Around = {}) {
  const { store = createStore(), kept = 'keyring', key = Buffer.alloc(32, 7) } = around
  const clock = createHandClock()
  const failing: string[] = []
  const noted: string[] = []
  const log = { ...createSilentLog(), event: (name: string) => void noted.push(name) }
  const lineFile = createLineFile(file, {
    onDamage: (count) => journal.record('journal.repaired', { count }),
  })
  const journal: Journal = createJournal({
    lines: fileLines(file, around.append === undefined ? lineFile : { append: around.append }),
    vault: { ready: async () => kept, ...(around.seal ?? createSeal(key, 'here')) },
    head: createJournalHead({ credentials: store.credentials, after: clock.after, log }),
    now: clock.now,
    monotonic: clock.monotonic,
    after: clock.after,
    log,
    onFailing: () => failing.push('told'),
  })
  running.push(journal)
  const opened = journal.open()
  const all = async () => (await journal.read(everyEntry, null, 500)).rows
  return {
    journal,
    store,
    clock,
    failing,
    noted,
    lineFile,
    opened,
    all,
    events: async () => (await all()).map(({ event }) => event).reverse(),
    /** Ends as the program does. */
    async end() {
      const ended = journal.written()
      await clock.advance(2_000)
      await ended
    },
  }
}

export const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n')
export const rewrite = (file: string, next: readonly string[]) =>
  writeFileSync(file, next.map((line) => `${line}\n`).join(''))

/** One character of the sealed content becomes another. */
export const altered = (line: string) =>
  line.replace(/"body":"(.{20})(.)/, (_, start, c) => `"body":"${start}${c === 'A' ? 'B' : 'A'}`)
