// Faults and holds that the control channel orders for single operations.
import { randomUUID } from 'node:crypto'

export interface Fault {
  /** An operationId of the OpenAPI file, or `*`. */
  readonly operationId: string
  /** How many requests it meets; without it, all until it is cleared. */
  readonly times?: number
  readonly delayMs?: number
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON value of the answer. */
  readonly body?: unknown
  /** Text of an HTML answer, as a proxy would send it. */
  readonly html?: string
  /** Text of the answer as it is, called JSON unless `headers` say otherwise; 200 unless `status` says otherwise. */
  readonly raw?: string
  /** As `raw`, in Base64: bytes that need not be UTF-8. */
  readonly base64?: string
  /** The operation is carried out, and then answered with this fault instead. */
  readonly committed?: boolean
  readonly drop?: 'before-commit' | 'after-commit'
  /** Answer 202 and run the operation as an async action. */
  readonly accepted?: boolean
  /** Empty `parameters` in the answer that creates a Simple key. */
  readonly emptySecret?: boolean
  /** JSON text in place of the value of the first `parameters` of the answer; empty: the member is left out. */
  readonly parameters?: string
  readonly throttle?: { readonly retryAfter?: number }
}

export interface Hold {
  readonly operationId: string
  /** `before` the operation runs, or `after` it has committed. */
  readonly at: 'before' | 'after'
}

export interface HoldState extends Hold {
  readonly id: string
  readonly waiting: number
}

export interface Faults {
  add(fault: Fault): string
  clear(id?: string): void
  list(): readonly (Fault & { readonly id: string })[]
  /** The oldest fault for this operation; counts it down. */
  take(operationId: string): Fault | undefined
}

const matches = (wanted: string, operationId: string) => wanted === '*' || wanted === operationId

export function createFaults(): Faults {
  const faults = new Map<string, { fault: Fault; left: number }>()
  return {
    add(fault) {
      const id = randomUUID()
      faults.set(id, { fault, left: fault.times ?? Number.POSITIVE_INFINITY })
      return id
    },
    clear(id) {
      if (id === undefined) faults.clear()
      else faults.delete(id)
    },
    list: () => [...faults].map(([id, { fault }]) => ({ id, ...fault })),
    take(operationId) {
      for (const [id, entry] of faults) {
        if (!matches(entry.fault.operationId, operationId)) continue
        entry.left -= 1
        if (entry.left <= 0) faults.delete(id)
        return entry.fault
      }
      return undefined
    },
  }
}

export interface Holds {
  add(hold: Hold): string
  /** Lets the waiting requests of one hold go, or of all. */
  release(id?: string): void
  list(): readonly HoldState[]
  /** Waits as long as a hold applies. */
  pass(operationId: string, at: Hold['at']): Promise<void>
}

export function createHolds(): Holds {
  const holds = new Map<string, { hold: Hold; waiting: (() => void)[] }>()
  const release = (id: string) => {
    const held = holds.get(id)
    holds.delete(id)
    for (const go of held?.waiting ?? []) go()
  }
  return {
    add(hold) {
      const id = randomUUID()
      holds.set(id, { hold, waiting: [] })
      return id
    },
    release(id) {
      for (const one of id === undefined ? [...holds.keys()] : [id]) release(one)
    },
    list: () => [...holds].map(([id, { hold, waiting }]) => ({ id, ...hold, waiting: waiting.length })),
    async pass(operationId, at) {
      for (const { hold, waiting } of holds.values()) {
        if (!matches(hold.operationId, operationId) || hold.at !== at) continue
        await new Promise<void>((go) => waiting.push(go))
        return
      }
    },
  }
}
