// Every call and topic between the page and the main process. What is not here, the page cannot do.
import { z } from 'zod'
import { AppState } from './app-state'
import { Connection, ConnectionId, ConnectStep, Fingerprint, SessionState } from './connection'
import {
  AttentionEntry,
  Creation,
  CreationDraft,
  Description,
  GeneratedPair,
  KeySize,
  OperationId,
} from './creation'
import type { Failure } from './errors'
import { ChainVerdict, JournalFilter, JournalPage, JournalState } from './journal'
import { Inventory, KeyId, KeyOutcome, KeyRef, PublicKey, SyncProgress, Verdict } from './key'
import { LockState } from './lock'
import { SettingChange, Settings } from './settings'

/** `signed-in`: refused with `signed-out` unless the input's connection is signed in. */
export type Gate = 'open' | 'signed-in'

interface AnyCall {
  readonly gate: Gate
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Largest input in bytes of JSON, where the ordinary limit of 64 KiB (security-spec S-07) does not do. */
  readonly maxBytes?: number
  /** Answered also while the app is locked; all others are refused then with `locked`. */
  readonly whileLocked?: true
}

/** The gate reads the connection from the input, so the input must name it. */
type Call =
  | (AnyCall & { readonly gate: 'open' })
  | (AnyCall & { readonly gate: 'signed-in'; readonly input: z.ZodType<{ connectionId: string }> })

const nothing = z.object({})
const onConnection = z.object({ connectionId: ConnectionId })
const onOperation = z.object({ opId: OperationId })
const severalKeys = onConnection.extend({ keys: z.array(KeyRef).min(1).max(500) })
const outcomes = z.object({ outcomes: z.array(KeyOutcome) })

export const calls = {
  // Connections. `trust` repeats the fingerprint that the person accepted; any other certificate asks again.
  'connections.connect': {
    gate: 'open',
    input: z.object({
      address: z.string().max(2048),
      name: z.string().max(64),
      trust: Fingerprint.optional(),
    }),
    output: ConnectStep,
  },
  'connections.edit': {
    gate: 'open',
    input: onConnection.extend({ name: z.string().min(1).max(64) }),
    output: nothing,
  },
  'connections.remove': { gate: 'open', input: onConnection, output: nothing },
  /** Accepts the certificate that `certificate-changed` presents; refused if it is no longer that one. */
  'connections.trust': {
    gate: 'open',
    input: onConnection.extend({ fingerprint256: Fingerprint }),
    output: nothing,
  },
  /** Tries to reach the console again and restores the sign-in. */
  'connections.retry': { gate: 'open', input: onConnection, output: nothing },

  // Signing in. The outcome is in the topic `sessions`; wrong passwords and codes are failures.
  'session.signIn': {
    gate: 'open',
    input: onConnection.extend({
      userName: z.string().min(1).max(512),
      password: z.string().min(1).max(4096),
      stay: z.boolean(),
    }),
    output: nothing,
  },
  'session.answerCode': {
    gate: 'open',
    input: onConnection.extend({ code: z.string().min(1).max(16) }),
    output: nothing,
  },
  'session.cancelCode': { gate: 'open', input: onConnection, output: nothing },
  'session.signOut': { gate: 'open', input: onConnection, output: nothing },

  // Keys.
  'keys.refresh': { gate: 'signed-in', input: onConnection, output: nothing },
  'keys.cancelRefresh': { gate: 'open', input: onConnection, output: nothing },
  'keys.edit': {
    gate: 'signed-in',
    input: onConnection.extend({ key: KeyRef, description: Description }),
    output: nothing,
  },
  'keys.setEnabled': {
    gate: 'signed-in',
    input: severalKeys.extend({ enabled: z.boolean() }),
    output: outcomes,
    maxBytes: 1024 * 1024,
  },
  'keys.remove': { gate: 'signed-in', input: severalKeys, output: outcomes, maxBytes: 1024 * 1024 },
  /** Main reads the private key from a file (its own dialog) or from the clipboard; null when the dialog was cancelled. */
  'keys.verify': {
    gate: 'signed-in',
    input: onConnection.extend({ key: KeyRef, from: z.enum(['file', 'clipboard']) }),
    output: z.object({ verdict: Verdict.nullable() }),
  },

  // Creating. One at a time; progress and end are in the topic `creation`.
  'creation.generatePair': {
    gate: 'signed-in',
    input: onConnection.extend({ bits: KeySize }),
    output: GeneratedPair,
  },
  'creation.forgetPair': { gate: 'open', input: z.object({ pairId: z.uuid() }), output: nothing },
  /** Converts XML, PEM, JWK or ssh-rsa to what would be sent. */
  'creation.readPublicKey': {
    gate: 'open',
    input: z.object({ text: z.string().max(32_768) }),
    output: PublicKey,
  },
  'creation.start': { gate: 'signed-in', input: CreationDraft, output: onOperation },
  /** Ends the waiting of a `creating` run: it becomes in doubt and is reconciled, never resent. */
  'creation.stopWaiting': { gate: 'open', input: onOperation, output: nothing },
  /** Needs a successful Copy or Save; after Copy alone also `copyIsStored`. */
  'creation.done': {
    gate: 'open',
    input: onOperation.extend({ copyIsStored: z.boolean() }),
    output: nothing,
  },
  'creation.deleteKey': {
    gate: 'signed-in',
    input: onConnection.extend({ opId: OperationId }),
    output: nothing,
  },
  /** Leaves the reveal without Done: the run becomes an orphan or unconfirmed and is listed in `attention`. */
  'creation.leave': { gate: 'open', input: onOperation, output: nothing },
  /** The page has taken note of an ended run; the topic becomes null. */
  'creation.dismiss': { gate: 'open', input: onOperation, output: nothing },
  'attention.check': {
    gate: 'signed-in',
    input: onConnection.extend({ opId: OperationId }),
    output: nothing,
  },
  /** Which of several keys the create made; null: none of those that were offered. Nothing is deleted by that (N-77). */
  'attention.pick': {
    gate: 'signed-in',
    input: onConnection.extend({ opId: OperationId, keyId: KeyId.nullable() }),
    output: nothing,
  },
  'attention.settle': {
    gate: 'open',
    input: onConnection.extend({
      opId: OperationId,
      choice: z.enum(['have-it', 'keep', 'disable', 'revoke']),
      reason: z.string().max(500),
    }),
    output: nothing,
  },

  // The app lock. The outcome is in the topic `lock`.
  'lock.now': { gate: 'open', input: nothing, output: nothing },
  /** Signs in as the person that was signed in there. */
  'lock.unlock': {
    gate: 'open',
    whileLocked: true,
    input: onConnection.extend({ password: z.string().min(1).max(4096) }),
    output: nothing,
  },
  'lock.answerCode': {
    gate: 'open',
    whileLocked: true,
    input: z.object({ code: z.string().min(1).max(16) }),
    output: nothing,
  },
  /** Forgets the sign-ins and saved lists of everybody on the lock screen. */
  'lock.signOut': { gate: 'open', whileLocked: true, input: nothing, output: nothing },

  /** Entries of the audit journal, newest first. */
  'journal.read': {
    gate: 'open',
    input: z.object({
      filter: JournalFilter,
      before: z.int().min(1).nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: JournalPage,
  },
  'journal.verify': { gate: 'open', input: nothing, output: ChainVerdict },
  /** null: the dialog was cancelled. */
  'journal.export': {
    gate: 'open',
    input: z.object({ filter: JournalFilter, format: z.enum(['csv', 'json']) }),
    output: z.object({
      saved: z.object({ fileName: z.string(), folder: z.string(), count: z.int() }).nullable(),
    }),
  },

  'settings.set': { gate: 'open', input: SettingChange, output: nothing },
  /** Copies public text (fingerprints, public keys, examples). Private keys have no way through here. */
  'app.copyText': { gate: 'open', input: z.object({ text: z.string().max(32_768) }), output: nothing },
  'app.dismissNotice': { gate: 'open', input: z.object({ id: z.string() }), output: nothing },
  /** The page has drawn its first usable screen; used by the bench and by the hang guard. */
  'app.ready': { gate: 'open', whileLocked: true, input: nothing, output: nothing },
  'app.closeWindow': { gate: 'open', whileLocked: true, input: nothing, output: nothing },
} as const satisfies Record<string, Call>

/** Whole values, replaced by their one owner in main (docs/architecture.md, "Who owns what"). */
export const topics = {
  app: AppState,
  settings: Settings,
  connections: z.array(Connection),
  sessions: z.array(SessionState),
  inventory: z.array(Inventory),
  sync: z.array(SyncProgress),
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
