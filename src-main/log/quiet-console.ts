// Silences the console of a packaged app: what a library prints there was chosen by nobody here (S-38).

const methods = ['debug', 'dir', 'dirxml', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const

/** Assertions, groups and counters print through these. */
export function silence(target: Console): void {
  for (const name of methods) target[name] = () => {}
}
