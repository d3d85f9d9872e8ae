// Topics as the page may see them: while the app is locked, nothing but an empty value.
import type { ReadableCell } from '../../src-shared/cell'

/** The value of `cell`, or `empty` while locked. */
export function whileOpen<T>(
  lock: ReadableCell<{ readonly kind: 'open' | 'locked' }>,
  cell: ReadableCell<T>,
  empty: T,
): ReadableCell<T> {
  const isOpen = () => lock.get().kind === 'open'
  return {
    get: () => (isOpen() ? cell.get() : empty),
    watch(listener) {
      const endCell = cell.watch((value) => {
        if (isOpen()) listener(value)
      })
      let was = isOpen()
      const endLock = lock.watch(() => {
        if (was === isOpen()) return
        was = isOpen()
        listener(was ? cell.get() : empty)
      })
      return () => {
        endCell()
        endLock()
      }
    },
  }
}

/** Runs once: now where nothing is locked, else as soon as the lock is lifted. */
export function whenOpen(lock: ReadableCell<{ readonly kind: 'open' | 'locked' }>, run: () => void): void {
  if (lock.get().kind === 'open') {
    run()
    return
  }
  const end = lock.watch(({ kind }) => {
    if (kind !== 'open') return
    end()
    run()
  })
}
