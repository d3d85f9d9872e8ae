// Turns cells into topics: one revision counter, changes of a tick sent together, nothing outside the schema.
import type { ReadableCell } from '../../src-shared/cell'
import { type Snapshot, type Topic, type TopicName, type Topics, topics } from '../../src-shared/contract'
import { createListPublisher } from './publish-lists'

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
  /** Sends what has changed at once, once a page has asked; answers the revision reached. */
  settle(): number
}

type SmallTopic = Exclude<TopicName, 'inventory'>
const names = (Object.keys(topics) as TopicName[]).filter((name): name is SmallTopic => name !== 'inventory')
const textOf = (snapshot: Snapshot) => JSON.stringify(snapshot)

/**
 * Values are parsed with their schema on the way out, also in releases: it drops members that do not belong there. The
 * lists of keys, which are large, cross as what changed of them (publish-lists.ts).
 */
export function createPublisher({ cells, send, later, onMismatch }: Deps): Publisher {
  const dirty = new Set<TopicName>(['inventory', ...names])
  const current: Partial<Topics> = {}
  const lists = createListPublisher(() => onMismatch('inventory'))
  let revision = 0
  let scheduled = false
  let isHeard = false

  function parse(name: SmallTopic): Partial<Topics> {
    const parsed = topics[name].safeParse(cells[name].get())
    if (parsed.success) return { [name]: parsed.data }
    onMismatch(name)
    return {}
  }

  /** Takes up what has changed of the small topics. */
  function takeUp(): Partial<Topics> {
    const changed: Partial<Topics> = Object.assign({}, ...names.filter((name) => dirty.has(name)).map(parse))
    dirty.clear()
    Object.assign(current, changed)
    revision += 1
    return changed
  }

  function settle(): number {
    // A page that has not asked yet gets it all when it does; the list of an early change may be large.
    if (!isHeard || dirty.size === 0) return revision
    const inventory = dirty.has('inventory') ? { inventory: lists.change(cells.inventory.get()) } : {}
    const changed = takeUp()
    send(textOf({ revision, changed, ...inventory }))
    return revision
  }

  const mark = (name: TopicName) => {
    dirty.add(name)
    if (scheduled) return
    scheduled = true
    later(() => {
      scheduled = false
      settle()
    })
  }
  cells.inventory.watch(() => mark('inventory'))
  for (const name of names) cells[name].watch(() => mark(name))

  return {
    snapshot() {
      // Whoever asked before may still be there, and knows only what it is sent.
      settle()
      isHeard = true
      if (dirty.size > 0) takeUp()
      return textOf({ revision, changed: current, inventory: lists.whole(cells.inventory.get()) })
    },
    settle,
  }
}
