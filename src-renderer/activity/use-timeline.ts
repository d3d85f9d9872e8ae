// One timeline for a screen: its sources are read, read on, and merged; what cannot be asked is said per console.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { SessionState } from '../../src-shared/connection'
import type { Failure } from '../../src-shared/errors'
import { mergeTimeline } from '../../src-shared/timeline'
import type { ConsoleRecords, TimelineEntry, TimelineKey } from '../../src-shared/timeline-entry'
import { isInScope } from '../../src-shared/timeline-filter'
import { useCall, useTopic } from '../bridge/bridge-context'
import type { Client } from '../bridge/client'
import {
  createTimelineReader,
  horizonOf,
  type SourceState,
  type TimelineReader,
  type TimelineSource,
} from './timeline-reader'
import { isWanted, type Known, organizationsOf, peopleOf, sourcesOf, type Wanted } from './timeline-sources'

/** What there is to say of one console, or of the journal (`connectionId` null). */
export interface SourceNote {
  readonly connectionId: string | null
  readonly name: string
  /** It was not asked: nobody is signed in there, it is out of reach, or it is just being connected. */
  readonly away: 'signed-out' | 'offline' | 'restoring' | null
  readonly failure: Failure | null
  /** For `retry`; null: nothing to retry. */
  readonly sourceId: string | null
  readonly isReading: boolean
  readonly isCut: boolean
  readonly repeats: boolean
  readonly unreadable: number
  readonly clockAheadMs: number | null
}

export interface Timeline {
  /** Newest first, as far back as every source has been read. */
  readonly entries: readonly TimelineEntry[]
  readonly notes: readonly SourceNote[]
  /** No source has been read yet. */
  readonly isFirst: boolean
  readonly isReading: boolean
  readonly hasMore: boolean
  older(): void
  retry(sourceId: string): void
  /** Everything anew. */
  refresh(): void
}

function awayOf(session: SessionState | undefined): SourceNote['away'] {
  const kind = session?.sign.kind
  if (kind === 'active') return null
  if (kind === 'offline' || kind === 'restoring') return kind
  return 'signed-out'
}

function noteOf(known: Known, states: readonly SourceState[]): SourceNote {
  const own = states.filter(
    ({ source }) => source.kind === 'console' && source.connectionId === known.connection.id,
  )
  const failed = own.find(({ failure }) => failure !== null)
  return {
    connectionId: known.connection.id,
    name: known.connection.name,
    away: awayOf(known.session),
    failure: failed?.failure ?? null,
    sourceId: failed?.source.id ?? null,
    isReading: own.some(({ isReading }) => isReading),
    isCut: own.some(({ isCut }) => isCut),
    repeats: own.some(({ repeats }) => repeats),
    unreadable: own.reduce((sum, one) => sum + one.unreadable, 0),
    clockAheadMs: own.find((one) => one.clockAheadMs !== null)?.clockAheadMs ?? null,
  }
}

function journalNote(states: readonly SourceState[]): SourceNote[] {
  const journal = states.find(({ source }) => source.kind === 'journal')
  if (journal === undefined) return []
  const { failure, isReading, isCut, repeats, unreadable } = journal
  const sourceId = failure === null ? null : journal.source.id
  const name = 'This computer'
  return [
    {
      connectionId: null,
      name,
      away: null,
      failure,
      sourceId,
      isReading,
      isCut,
      repeats,
      unreadable,
      clockAheadMs: null,
    },
  ]
}

/** Keys that this computer knows of: those of the list, the one that is looked at, and those of the journal that are gone. */
function keysOf(
  { connection, inventory }: Known,
  { scope }: Wanted,
  states: readonly SourceState[],
): TimelineKey[] {
  const keys = new Map<string, TimelineKey>((inventory?.keys ?? []).map((key) => [key.id, key]))
  if (scope.kind === 'key' && scope.connectionId === connection.id && !keys.has(scope.key.id))
    keys.set(scope.key.id, scope.key)
  for (const { entries } of states)
    for (const { facts } of entries) {
      if (facts.connectionId !== connection.id || facts.keyId === undefined || keys.has(facts.keyId)) continue
      const { keyId: id, key: description = '' } = facts
      keys.set(id, { id, description, userUid: null, companyUid: null, createdAt: null })
    }
  return [...keys.values()]
}

function consoleRecords(known: Known, wanted: Wanted, states: readonly SourceState[]): ConsoleRecords | null {
  const own = states.filter(
    ({ source }) => source.kind === 'console' && source.connectionId === known.connection.id,
  )
  return {
    connectionId: known.connection.id,
    console: known.connection.name,
    records: own.flatMap(({ records }) => records),
    clockAheadMs: own.find((one) => one.clockAheadMs !== null)?.clockAheadMs ?? null,
    people: peopleOf(known),
    organizations: organizationsOf(known),
    keys: own.some(({ records }) => records.length > 0) ? keysOf(known, wanted, states) : [],
  }
}

/** A reader per list of sources; `again` starts from the beginning. */
function useReader(
  call: Client['call'],
  asked: string,
): readonly [reader: TimelineReader, again: () => void] {
  const [turn, setTurn] = useState(0)
  const { reader } = useMemo(
    () => ({ turn, reader: createTimelineReader(call, JSON.parse(asked) as TimelineSource[]) }),
    [call, asked, turn],
  )
  useEffect(() => {
    void reader.start()
    return reader.stop
  }, [reader])
  return [reader, () => setTurn((before) => before + 1)]
}

/** @param isOn false: nothing is asked yet */
export function useTimeline(wanted: Wanted, isOn = true): Timeline {
  const call = useCall()
  const connections = useTopic('connections')
  const sessions = useTopic('sessions')
  const inventories = useTopic('inventory')
  const { newest } = useTopic('journal')

  const all = useMemo<Known[]>(
    () =>
      connections.map((connection) => ({
        connection,
        session: sessions.find(({ connectionId }) => connectionId === connection.id),
        inventory: inventories.find(({ connectionId }) => connectionId === connection.id),
      })),
    [connections, sessions, inventories],
  )
  // The topics change all the time; what is asked for changes only with this text.
  const asked = JSON.stringify(isOn ? sourcesOf(all, wanted) : [])
  const [reader, turn] = useReader(call, asked)
  const states = useSyncExternalStore(reader.watch, reader.get)

  const upTo = useRef({ reader, newest })
  useEffect(() => {
    const added = newest - upTo.current.newest
    const isSame = upTo.current.reader === reader
    upTo.current = { reader, newest }
    if (isSame && added > 0) void reader.added(added)
  }, [reader, newest])

  const merged = useMemo(() => {
    const entries = states.flatMap((one) => one.entries)
    const consoles = all.map((known) => consoleRecords(known, wanted, states)).filter((one) => one !== null)
    const horizon = horizonOf(states)
    return mergeTimeline(entries, consoles).filter((one) => one.at >= horizon && isInScope(one, wanted.scope))
  }, [states, all, wanted])

  return {
    entries: merged,
    notes: [
      ...all.filter((known) => isWanted(known, wanted)).map((known) => noteOf(known, states)),
      ...journalNote(states),
    ],
    isFirst: states.every(({ hasRead }) => !hasRead),
    isReading: states.some(({ isReading }) => isReading),
    hasMore: states.some(({ next, failure }) => next !== null && failure === null),
    older: () => void reader.older(),
    retry: (sourceId) => void reader.retry(sourceId),
    refresh: turn,
  }
}
