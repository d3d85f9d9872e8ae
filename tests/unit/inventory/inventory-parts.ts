// The inventory on a console, a disk and a clock in the test's hand.
import { createInventory } from '../../../src-main/inventory/inventory'
import type { ReadApi } from '../../../src-main/inventory/read-console'
import type { RunAsUser } from '../../../src-main/session/as-user'
import { createCell } from '../../../src-shared/cell'
import type { SessionState } from '../../../src-shared/connection'
import type { Inventory, KeyRecord, Owner } from '../../../src-shared/key'
import { createHandClock } from '../../doubles/hand-clock'
import { person } from '../../doubles/person'

export const connectionId = '00000000-0000-4000-8000-00000000000c'

type ListRequest = Parameters<ReadApi['listKeys']>[2]

/** One reading of the keys, answered by the test piece by piece. */
export interface OpenReading {
  readonly request: ListRequest
  answer(records: KeyRecord[], complete?: boolean): void
  fail(error: unknown): void
}

export function createInventoryParts(files = new Map<string, string>()) {
  const clock = createHandClock()
  const readings: OpenReading[] = []
  const console = { owners: [] as Owner[], user: person }
  const made = new Set<string>()
  const states = createCell<SessionState[]>([])
  /** Names of files in the order of their writes. */
  const writes: string[] = []
  const inventory = createInventory({
    api: {
      listKeys: (_target, _bearer, request) =>
        new Promise((resolve, reject) => {
          readings.push({
            request,
            answer: (records, complete = true) => resolve({ records, complete }),
            fail: reject,
          })
        }),
      listUsers: async () => console.owners,
      companies: async () => [],
    },
    sessions: {
      cell: states,
      asUser: <T>(id: string, _: 'read' | 'write', run: RunAsUser<T>) =>
        run(
          { connectionId: id, origin: 'https://vspc.example:1280', pin: null, generation: 0 },
          'b',
          console.user,
        ),
    },
    sealedFiles: {
      async write(name, aad, bytes) {
        writes.push(name)
        files.set(`${name} ${aad}`, bytes.toString())
      },
      async read(name, aad) {
        const text = files.get(`${name} ${aad}`)
        return text === undefined ? null : Buffer.from(text)
      },
      async remove(name) {
        for (const file of files.keys()) if (file.startsWith(`${name} `)) files.delete(file)
      },
    },
    madeHere: async (_, keys) => new Set(keys.map(({ id }) => id).filter((id) => made.has(id))),
    now: clock.now,
    timers: clock,
    pause: async () => {},
    log: { event: () => {}, trace: () => 't' },
  })

  /** Begins a reading and waits until the console is asked. */
  async function begin(): Promise<OpenReading & { readonly done: Promise<void> }> {
    const count = readings.length
    const done = inventory.refresh(connectionId)
    done.catch(() => {})
    await clock.advance(0)
    const reading = readings[count]
    if (reading === undefined) throw new Error('nobody asks')
    return { ...reading, done }
  }

  return {
    inventory,
    clock,
    console,
    made,
    states,
    files,
    writes,
    begin,
    /** Reads the whole list once, a minute later than the last time. */
    async read(records: KeyRecord[], complete?: boolean) {
      await clock.advance(60_000)
      const reading = await begin()
      reading.answer(records, complete)
      await reading.done
      await inventory.written()
    },
    list: (): Inventory | undefined => inventory.cell.get()[0],
    changes: () => inventory.changes.get().find((one) => one.connectionId === connectionId),
  }
}
