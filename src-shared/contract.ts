// Every call and topic between the page and the main process. What is not here, the page cannot do.
import { z } from 'zod'
import { AppState } from './app-state'
import { activityCalls } from './calls/activity-calls'
import { appCalls } from './calls/app-calls'
import type { Call } from './calls/call'
import { connectionCalls } from './calls/connection-calls'
import { creationCalls } from './calls/creation-calls'
import { keyCalls } from './calls/key-calls'
import { sessionCalls } from './calls/session-calls'
import { Connection, SessionState } from './connection'
import { AttentionEntry, Creation } from './creation'
import type { Failure } from './errors'
import type { InventoryDelta } from './inventory-delta'
import { JournalState } from './journal'
import { Inventory, SyncProgress } from './key'
import { ListChanges } from './list-changes'
import { LockState } from './lock'
import { Settings } from './settings'

export const calls = {
  ...connectionCalls,
  ...sessionCalls,
  ...keyCalls,
  ...creationCalls,
  ...activityCalls,
  ...appCalls,
} as const satisfies Record<string, Call>

/** Values, replaced by their one owner in main (docs/architecture.md, "Who owns what"). */
export const topics = {
  app: AppState,
  settings: Settings,
  connections: z.array(Connection),
  sessions: z.array(SessionState),
  inventory: z.array(Inventory),
  sync: z.array(SyncProgress),
  changes: z.array(ListChanges),
  creation: Creation.nullable(),
  attention: z.array(AttentionEntry),
  journal: JournalState,
  lock: LockState,
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof calls
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type Parsed<N extends CallName> = z.output<(typeof calls)[N]['input']>
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>
export type Handlers = { readonly [N in CallName]: (input: Parsed<N>) => Promise<Output<N>> }

export type TopicName = keyof typeof topics
export type Topic<T extends TopicName> = z.output<(typeof topics)[T]>
export type Topics = { readonly [T in TopicName]: Topic<T> }

/** `revision`: the topics are at least this new; the page waits for it before it goes on ("read your writes"). */
export type Reply<T> =
  | { readonly ok: true; readonly value: T; readonly revision: number }
  | { readonly ok: false; readonly failure: Failure; readonly revision: number }

export interface Snapshot {
  readonly revision: number
  readonly changed: Partial<Topics>
  /** What changed of the topic `inventory`, which crosses in no other way: a list may have 200,000 keys. */
  readonly inventory?: InventoryDelta
}

/** The bridge as the page's code uses it (`windowBridge()` of the page makes it from {@link PreloadBridge}). */
export interface Bridge {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>>
  /** All topics, once; later changes come through `watch`. Watch first, then ask. */
  snapshot(): Promise<Snapshot>
  watch(listener: (change: Snapshot) => void): () => void
}

/**
 * What the preload exposes as `window.bridge`; nothing else reaches the page. Topics cross as JSON text of a
 * {@link Snapshot}: between the isolated worlds a text is copied once, objects member by member. Measured for 10,000 keys:
 * 90 ms to the page, 25 ms of them in it, against 170 ms, 130 ms of them in it.
 */
export interface PreloadBridge {
  readonly call: Bridge['call']
  snapshot(): Promise<string>
  watch(listener: (change: string) => void): () => void
}
