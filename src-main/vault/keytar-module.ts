// Loads the native credential-store module, and only it. Its absence or a changed copy is a value, not a crash (S-11).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { keytarHashes } from './keytar-hashes'
import { moduleDigest } from './module-digest'

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

export type ModuleFault =
  /** No binary for this platform and architecture, or it cannot be read. */
  | 'missing'
  /** Not the bytes that this build was made with. */
  | 'altered'
  /** The bytes are right, the system does not take them: a library is missing, or the architecture is another. */
  | 'not-loadable'

interface Place {
  /** Folder of the package; by default where Node finds it. */
  readonly folder?: string
  readonly platform?: string
  readonly arch?: string
}

const own = createRequire(import.meta.url)

/** The binary lies outside the archive, whose integrity the runtime checks; so its bytes are compared before they run. */
function faultOf(file: string, target: string): ModuleFault | null {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    return 'missing'
  }
  return moduleDigest(bytes) === keytarHashes[target] ? null : 'altered'
}

/**
 * Throws when the module is missing, changed or not loadable; `onFault` is told which. The package's own loader is not
 * asked: it would take a file of `build/Release` first, which nobody has compared.
 */
export function loadKeytar(onFault: (fault: ModuleFault) => void, place: Place = {}): Keytar {
  const { platform = process.platform, arch = process.arch } = place
  const target = `${platform}-${arch}`
  const refuse = (fault: ModuleFault, cause?: unknown): never => {
    onFault(fault)
    throw new Error(`keytar ${fault}`, { cause })
  }
  let file: string
  try {
    file = path.join(
      place.folder ?? path.dirname(own.resolve('keytar/package.json')),
      'prebuilds',
      target,
      'keytar.node',
    )
  } catch (error) {
    return refuse('missing', error)
  }
  const fault = faultOf(file, target)
  if (fault !== null) return refuse(fault)
  let loaded: unknown
  try {
    loaded = own(file)
  } catch (error) {
    return refuse('not-loadable', error)
  }
  return isKeytar(loaded) ? loaded : refuse('not-loadable')
}
