// Reading the lists in view anew by hand, with progress and an end; each sign-in brings its list by itself.
import { useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import type { SyncProgress } from '../../src-shared/key'
import { useCall } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import type { Console } from '../workspace/consoles'
import { isOffline } from './key-rules'
import { useLasting } from './use-lasting'

/** A second click on Refresh must not end what the first began. */
const cancelAfterMs = 600

/** How far the readings in view have come together. */
export type Reading = Pick<SyncProgress, 'read' | 'total'>

export interface ListRefresh {
  readonly sync: Reading | undefined
  readonly isReading: boolean
  /** The button ends the reading instead of starting one. */
  readonly canCancel: boolean
  /** Why the only console in view was not read; with several, each says it itself. */
  readonly failure: Failure | null
  start(): void
  cancel(): void
}

function togetherOf(consoles: readonly Console[]): Reading | undefined {
  const readings = consoles.flatMap(({ sync }) => sync ?? [])
  if (readings.length === 0) return undefined
  const total = readings.reduce<number | null>(
    (sum, one) => (sum === null || one.total === null ? null : sum + one.total),
    0,
  )
  return { read: readings.reduce((sum, one) => sum + one.read, 0), total }
}

/** Starts reading a console, or restores its sign-in where it was out of reach. */
function useReadConsole(): (console: Console) => Promise<unknown> {
  const call = useCall()
  return ({ id, session, sync }) => {
    if (isOffline(session) || session.sign.kind !== 'active')
      return call('connections.retry', { connectionId: id })
    return sync === undefined ? call('keys.refresh', { connectionId: id }) : Promise.resolve()
  }
}

/** Starts reading all of them; for keys that work anywhere. */
export function useRefreshAll(): (consoles: readonly Console[]) => void {
  const read = useReadConsole()
  return (consoles) => {
    // What fails stands in each console's list or reach.
    for (const console of consoles) read(console).catch(() => undefined)
  }
}

/** What became of asking for a console's list: under way, or refused while the list of `fetchedAt` was shown. */
type Ask = 'running' | { readonly fetchedAt: string | null; readonly failure: Failure }

const fetchedAtOf = ({ inventory }: Console) => inventory?.fetchedAt ?? null

/** A refusal speaks of one list: once that list was read after all, it is over. */
function refusalOf(asks: ReadonlyMap<string, Ask>, console: Console): Failure | null {
  const ask = asks.get(console.id)
  return ask && ask !== 'running' && ask.fetchedAt === fetchedAtOf(console) ? ask.failure : null
}

export function useListRefresh(consoles: readonly Console[]): ListRefresh {
  const call = useCall()
  const read = useReadConsole()
  // By connection id, since this stays when another console is chosen.
  const [asks, setAsks] = useState<ReadonlyMap<string, Ask>>(new Map())
  const isAsked = ({ id }: Console) => asks.get(id) === 'running'
  const sync = togetherOf(consoles)
  const isReading = sync !== undefined || consoles.some(isAsked)
  const canCancel = useLasting(sync !== undefined, cancelAfterMs)
  const only = consoles.length === 1 ? consoles[0] : undefined
  const problem = only?.inventory?.problem
  const failure = problem ? { ...problem } : only ? refusalOf(asks, only) : null
  return {
    sync,
    isReading,
    canCancel,
    failure: failure?.code === 'cancelled' ? null : failure,
    start() {
      for (const console of consoles) {
        if (!console.isShown || console.sync !== undefined || isAsked(console)) continue
        const become = (ask: Ask | null) =>
          setAsks((before) => {
            const others = [...before].filter(([id]) => id !== console.id)
            return new Map(ask === null ? others : [...others, [console.id, ask]])
          })
        become('running')
        read(console).then(
          () => become(null),
          (error: unknown) => become({ fetchedAt: fetchedAtOf(console), failure: failureOf(error) }),
        )
      }
    },
    cancel() {
      for (const { id, sync: reading } of consoles)
        if (reading) call('keys.cancelRefresh', { connectionId: id }).catch(() => undefined)
    },
  }
}
