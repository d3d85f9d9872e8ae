// Topics as the page may see them: while the app is locked, only what gives nothing away.
import type { ReadableCell } from '../../src-shared/cell'

type Lock = ReadableCell<{ readonly kind: 'open' | 'locked' }>

/** The value of `cell`; while locked, what `reduce` leaves of it. */
export function reducedWhileLocked<T>(
  lock: Lock,
  cell: ReadableCell<T>,
  reduce: (value: T) => T,
): ReadableCell<T> {
  const isOpen = () => lock.get().kind === 'open'
  const value = () => (isOpen() ? cell.get() : reduce(cell.get()))
  return {
    get: value,
    watch(listener) {
      const endCell = cell.watch(() => listener(value()))
      let was = isOpen()
      const endLock = lock.watch(() => {
        if (was === isOpen()) return
        was = isOpen()
        listener(value())
      })
      return () => {
        endCell()
        endLock()
      }
    },
  }
}

/** The value of `cell`, or `empty` while locked. */
export const whileOpen = <T>(lock: Lock, cell: ReadableCell<T>, empty: T): ReadableCell<T> =>
  reducedWhileLocked(lock, cell, () => empty)

/** Runs once: now where nothing is locked, else as soon as the lock is lifted. */
export function whenOpen(lock: Lock, run: () => void): void {
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
