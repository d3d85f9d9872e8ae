// The page's copy of every topic: watches first, then asks for the whole, and knows which revision it has reached.
import type { Bridge, Snapshot, Topic, TopicName, Topics } from '../../src-shared/contract'
import { mergeInventories } from '../../src-shared/inventory-delta'

export interface Replica {
  /** Starts watching and resolves when every topic has a value. */
  start(): Promise<void>
  get<T extends TopicName>(name: T): Topic<T>
  /** Calls `listener` after a change of this topic; returns the function that ends it. */
  watch(name: TopicName, listener: () => void): () => void
  /** Resolves once all topics are at least as new as `revision`. */
  reached(revision: number): Promise<void>
}

export function createReplica(bridge: Pick<Bridge, 'snapshot' | 'watch'>): Replica {
  let values: Partial<Topics> = {}
  let revision = -1
  let complete = false
  let early: Snapshot[] = []
  const listeners = new Map<TopicName, Set<() => void>>()
  let waiting: { readonly revision: number; readonly resolve: () => void }[] = []

  const apply = (change: Snapshot) => {
    // A change that is older than what is here was already part of the whole.
    if (change.revision <= revision) return
    const { inventory: delta } = change
    const inventory = delta && { inventory: mergeInventories(values.inventory ?? [], delta) }
    const changed: Partial<Topics> = { ...change.changed, ...inventory }
    values = { ...values, ...changed }
    revision = change.revision
    for (const name of Object.keys(changed) as TopicName[])
      for (const listener of [...(listeners.get(name) ?? [])]) listener()
    const due = waiting.filter((one) => one.revision <= revision)
    waiting = waiting.filter((one) => one.revision > revision)
    for (const one of due) one.resolve()
  }

  return {
    async start() {
      bridge.watch((change) => {
        if (complete) apply(change)
        else early.push(change)
      })
      const whole = await bridge.snapshot()
      complete = true
      apply(whole)
      for (const change of early) if (change.revision > whole.revision) apply(change)
      early = []
    },
    get<T extends TopicName>(name: T) {
      const value = values[name]
      if (value === undefined) throw new Error(`topic ${name} is read before the first snapshot`)
      return value as Topic<T>
    },
    watch(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    reached(wanted) {
      if (wanted <= revision) return Promise.resolve()
      return new Promise((resolve) => {
        waiting.push({ revision: wanted, resolve })
      })
    },
  }
}
