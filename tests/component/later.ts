// A promise that the test fulfils when it wants to: an answer that comes late.

export function later<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((given) => {
    resolve = given
  })
  return { promise, resolve: (value) => resolve(value) }
}
