// Loads the native credential-store module, and only it. Its absence or a damaged copy is a value, not a crash.
import { createRequire } from 'node:module'

/** The three calls we use. The searching ones crash the process on Linux or match too much (S-29). */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

const isKeytar = (value: unknown): value is Keytar =>
  typeof value === 'object' &&
  value !== null &&
  'getPassword' in value &&
  'setPassword' in value &&
  'deletePassword' in value

/**
 * `mayLoad` looks at the file before it is run (S-11: compare its hash with a constant of the build); false means
 * not to load it. Throws when the module is missing, of another architecture, or refused.
 */
export function loadKeytar(mayLoad: (modulePath: string) => boolean = () => true): Keytar {
  const require = createRequire(import.meta.url)
  if (!mayLoad(require.resolve('keytar'))) throw new Error('keytar refused')
  const loaded: unknown = require('keytar')
  if (!isKeytar(loaded)) throw new Error('keytar has no calls')
  return loaded
}
