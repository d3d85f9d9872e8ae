// Turns cells into topics: one revision counter, changes of a tick sent together, nothing outside the schema.
import type { ReadableCell } from '../../src-shared/cell'
import { type Snapshot, type Topic, type TopicName, type Topics, topics } from '../../src-shared/contract'

type TopicCells = { readonly [T in TopicName]: ReadableCell<Topic<T>> }

interface Deps {
  readonly cells: TopicCells
  /** Sends JSON of a {@link Snapshot} to the page; does nothing while there is no window. */
  readonly send: (change: string) => void
  /** Runs later in this tick (`setImmediate`). */
  readonly later: (run: () => void) => void
  /** A value did not match its topic's schema; it is not sent. */
  readonly onMismatch: (topic: TopicName) => void
}

interface Publisher {
  /** All topics as JSON of a {@link Snapshot}. */
  snapshot(): string
  /** Sends what has changed at once; answers the revision reached. */
  settle(): number
}

const names = Object.keys(topics) as TopicName[]
const textOf = (snapshot: Snapshot) => JSON.stringify(snapshot)

/**
 * Values are parsed with their schema on the way out, also in releases: it drops members that do not belong there.
 * Measured for the largest one, an inventory of 10,000 keys: 6 to 13 ms, against some 40 ms that copying it to the
 * page costs anyway.
 */
export function createPublisher({ cells, send, later, onMismatch }: Deps): Publisher {
  const dirty = new Set<TopicName>()
  const current: Partial<Topics> = {}
  let revision = 0
  let scheduled = false

  function parse(name: TopicName): Partial<Topics> {
    const parsed = topics[name].safeParse(cells[name].get())
    if (parsed.success) return { [name]: parsed.data }
    onMismatch(name)
    return {}
  }

  function settle(): number {
    if (dirty.size === 0) return revision
    const changed: Partial<Topics> = Object.assign({}, ...[...dirty].map(parse))
    dirty.clear()
    Object.assign(current, changed)
    revision += 1
    send(textOf({ revision, changed }))
    return revision
  }

  for (const name of names) {
    dirty.add(name)
    cells[name].watch(() => {
      dirty.add(name)
      if (scheduled) return
      scheduled = true
      later(() => {
        scheduled = false
        settle()
      })
    })
  }

  return {
    snapshot() {
      settle()
      return textOf({ revision, changed: current })
    },
    settle,
  }
}
