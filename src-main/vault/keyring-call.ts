// One call into the operating system's credential store at a time, with a watchdog around it.

export type Unavailable = {
  readonly kind: 'unavailable'
  readonly why: 'absent' | 'locked' | 'not-answering' | 'module'
}

export type Outcome<T> = { readonly kind: 'answer'; readonly value: T } | Unavailable

interface Timers {
  readonly after: (ms: number, run: () => void) => () => void
}

const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** What the store said when it rejected: "locked collection" of libsecret, or that nobody is there. */
function whyOf(error: unknown): 'absent' | 'locked' {
  return error instanceof Error && /locked/i.test(error.message) ? 'locked' : 'absent'
}

/**
 * keytar's calls block a thread of Node's pool: `setPassword` for as long as an unlock prompt is open. Calls therefore
 * go one by one, and after one that did not answer in time all later ones are refused until it does; otherwise four
 * hanging calls would stop every file operation of the app.
 */
export function createKeyringCalls(timers: Timers = realTimers) {
  let queue: Promise<unknown> = Promise.resolve()
  let hanging = 0

  async function guarded<T>(ms: number, call: () => Promise<T>): Promise<Outcome<T>> {
    if (hanging > 0) return { kind: 'unavailable', why: 'not-answering' }
    let stop = () => {}
    const late = new Promise<Outcome<T>>((resolve) => {
      stop = timers.after(ms, () => {
        hanging += 1
        resolve({ kind: 'unavailable', why: 'not-answering' })
      })
    })
    let timedOut = false
    const answer = call().then(
      (value): Outcome<T> => ({ kind: 'answer', value }),
      (error: unknown): Outcome<T> => ({ kind: 'unavailable', why: whyOf(error) }),
    )
    const first = await Promise.race([
      answer.then((value) => [value, false] as const),
      late.then((value) => [value, true] as const),
    ])
    timedOut = first[1]
    stop()
    if (timedOut)
      void answer.then(() => {
        hanging -= 1
      })
    return first[0]
  }

  return {
    run<T>(ms: number, call: () => Promise<T>): Promise<Outcome<T>> {
      const turn = queue.then(() => guarded(ms, call))
      queue = turn
      return turn
    },
    /** True while a call is stuck: the process then does not end by itself. */
    isHanging: () => hanging > 0,
  }
}
