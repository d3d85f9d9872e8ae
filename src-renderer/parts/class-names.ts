// Joins class names of CSS modules, leaving out what does not apply.

/** Always a string, since an absent class may not be passed on as `undefined`. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ')
}
