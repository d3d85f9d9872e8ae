// What the parts of one running sandbox console share.
import type { Canaries } from './canaries'
import type { Clock } from './clock'
import type { Options } from './options'
import type { Store } from './store/database'
import type { Version } from './version'

/** Creations that were committed since the start. */
export interface CreateCounts {
  simple: number
  advanced: number
  totp: number
}

export interface ConsoleState {
  readonly store: Store
  readonly clock: Clock
  readonly options: Options
  readonly version: Version
  readonly canaries: Canaries
  readonly creates: CreateCounts
  readonly wait: (delayMs: number) => Promise<void>
  /** `https://127.0.0.1:PORT`; known once the server listens. */
  origin: string
}
