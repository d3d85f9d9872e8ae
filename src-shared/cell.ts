// A value with one owner that others can read and watch.

export interface ReadableCell<T> {
  get(): T
  /** Calls `listener` after each change; returns the function that ends the watch. */
  watch(listener: (value: T) => void): () => void
}

export interface Cell<T> extends ReadableCell<T> {
  /** Replaces the value; values are never mutated in place. */
  set(value: T): void
}

export function createCell<T>(initial: T): Cell<T> {
  let value = initial
  const listeners = new Set<(value: T) => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener(next)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
