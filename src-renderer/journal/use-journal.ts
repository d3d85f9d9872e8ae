// The entries that are on the screen: read page by page, read anew when the filter changes or entries are added.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import type { JournalEntry, JournalFilter } from '../../src-shared/journal'
import { useCall, useTopic } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'

const pageSize = 100

export interface JournalEntries {
  /** null: the first page is still being read. */
  readonly entries: readonly JournalEntry[] | null
  readonly hasMore: boolean
  readonly failure: Failure | null
  readonly isReading: boolean
  more(): void
}

export function useJournal(filter: JournalFilter): JournalEntries {
  const call = useCall()
  const { newest } = useTopic('journal')
  const [entries, setEntries] = useState<readonly JournalEntry[] | null>(null)
  const [hasMore, setHasMore] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isReading, setReading] = useState(true)
  const latest = useRef(0)

  const read = useCallback(
    async (before: number | null, limit: number, known: readonly JournalEntry[]) => {
      const mine = ++latest.current
      setReading(true)
      try {
        const page = await call('journal.read', { filter, before, limit })
        if (mine !== latest.current) return
        setEntries([...known, ...page.entries])
        setHasMore(page.hasMore)
        setFailure(null)
      } catch (error) {
        if (mine === latest.current) setFailure(failureOf(error))
      } finally {
        if (mine === latest.current) setReading(false)
      }
    },
    [call, filter],
  )

  const shown = useRef(0)
  shown.current = entries?.length ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: `newest` has no use but to start the reading
  useEffect(() => {
    // As many as are on the screen, so that nothing jumps when an entry is added.
    void read(null, Math.min(500, Math.max(pageSize, shown.current)), [])
    return () => {
      latest.current += 1
    }
  }, [read, newest])

  return {
    entries,
    hasMore,
    failure,
    isReading,
    more() {
      void read(entries?.at(-1)?.seq ?? null, pageSize, entries ?? [])
    },
  }
}
