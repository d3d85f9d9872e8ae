// Decides when rows that are arriving are shown: soon, and seldom enough that the work does not grow with their square.

export interface Timers {
  /** Milliseconds that only grow. */
  monotonic(): number
  /** Runs once after `ms`; the returned function cancels. */
  after(ms: number, run: () => void): () => void
}

export interface RowPace {
  /** @param count rows so far */
  arrived(count: number): void
  /** Shows what is not shown yet, now. */
  flush(): void
  /** Nothing is shown any more. */
  end(): void
}

/** More often nobody can follow. */
const leastMs = 250
/** A console that sends slowly, or rests, keeps nothing back for longer. */
const mostMs = 2000
/** Showing copies all rows: half as many again each time makes three copies of the whole list in all. */
const growth = 1.5

export function createRowPace({ monotonic, after }: Timers, show: () => void): RowPace {
  let count = 0
  let shown = 0
  let shownAt = Number.NEGATIVE_INFINITY
  let stop: (() => void) | null = null

  function flush(): void {
    stop?.()
    stop = null
    if (count === shown) return
    shown = count
    shownAt = monotonic()
    show()
  }

  return {
    flush,
    arrived(now) {
      if (now <= count) return
      count = now
      const due = shownAt + (count >= shown * growth ? leastMs : mostMs)
      if (due <= monotonic()) return flush()
      stop?.()
      stop = after(due - monotonic(), flush)
    },
    end() {
      stop?.()
      stop = null
      shown = count
    },
  }
}
