// The entries that are on the screen: read page by page, read anew when the filter changes or entries are added.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import type { JournalFilter, JournalRow } from '../../src-shared/journal'
import { useCall, useTopic } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'

const pageSize = 100
/** One call answers at most this many. */
const mostPerCall = 500

export interface JournalRows {
  /** null: the first page is still being read. */
  readonly rows: readonly JournalRow[] | null
  readonly hasMore: boolean
  readonly failure: Failure | null
  readonly isReadingMore: boolean
  more(): void
}

export function useJournal(filter: JournalFilter): JournalRows {
  const call = useCall()
  const { newest } = useTopic('journal')
  const [rows, setRows] = useState<readonly JournalRow[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isReadingMore, setReadingMore] = useState(false)
  const latest = useRef(0)

  /** A page can come back short: main looks at a limited number of lines at a time. */
  const read = useCallback(
    async (from: number | null, wanted: number, known: readonly JournalRow[]) => {
      const mine = ++latest.current
      let found: readonly JournalRow[] = []
      let before = from
      try {
        do {
          const limit = Math.min(mostPerCall, wanted - found.length)
          const page = await call('journal.read', { filter, before, limit })
          if (mine !== latest.current) return
          found = [...found, ...page.rows]
          before = page.next
        } while (before !== null && found.length < wanted)
        setRows([...known, ...found])
        setNext(before)
        setFailure(null)
      } catch (error) {
        if (mine === latest.current) setFailure(failureOf(error))
      } finally {
        if (mine === latest.current) setReadingMore(false)
      }
    },
    [call, filter],
  )

  const shown = useRef(0)
  shown.current = rows?.length ?? 0
  const lastFilter = useRef(filter)
  const readUpTo = useRef(newest)
  useEffect(() => {
    // As many as are on the screen, and the new ones, so that nothing goes away below.
    const added = Math.max(0, newest - readUpTo.current)
    const wanted = lastFilter.current === filter ? Math.max(pageSize, shown.current + added) : pageSize
    readUpTo.current = newest
    lastFilter.current = filter
    void read(null, wanted, [])
    return () => {
      latest.current += 1
    }
  }, [read, filter, newest])

  return {
    rows,
    hasMore: next !== null,
    failure,
    isReadingMore,
    more() {
      setReadingMore(true)
      void read(next, pageSize, rows ?? [])
    },
  }
}
