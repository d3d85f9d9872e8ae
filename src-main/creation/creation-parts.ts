// Builds everything of this folder for the app: clipboard, reveal, verification and creations, in one call.
import { randomBytes, randomUUID } from 'node:crypto'
import type { ReadableCell } from '../../src-shared/cell'
import type { Settings } from '../../src-shared/settings'
import type { Vault } from '../vault/vault'
import { createSecretClipboard } from './clipboard'
import { systemClock } from './clock'
import { type Creations, type CreationsDeps, createCreations } from './creations'
import { createReveal, type Reveal } from './reveal'
import { createRevealPage } from './reveal-page'
import type { SystemClipboard } from './system-clipboard'
import { createVerifyKey, type VerifyDeps, type VerifyKey } from './verify-key'

type Surroundings = Omit<
  CreationsDeps,
  'reveal' | 'clipboard' | 'verify' | 'clock' | 'newId' | 'connections'
> &
  Pick<VerifyDeps, 'showOpenDialog'> & {
    readonly api: VerifyDeps['api']
    readonly connections: CreationsDeps['connections'] & VerifyDeps['connections']
    readonly inventory: VerifyDeps['inventory']
    readonly vault: Pick<Vault, 'hmac'>
    readonly settings: ReadableCell<Settings>
    /** `out/renderer`. */
    readonly rendererDir: string
    readonly systemClipboard: SystemClipboard
  }

interface CreationParts {
  readonly creations: Creations
  /** `handle` answers everything of `app://reveal`. */
  readonly reveal: Reveal
  readonly verify: VerifyKey
}

export function buildCreationParts(around: Surroundings): CreationParts {
  const { settings, systemClipboard, log } = around
  const clock = systemClock
  const clipboard = createSecretClipboard({
    system: systemClipboard,
    clock,
    seconds: () => settings.get().clipboardSeconds,
    hmac: around.vault.hmac,
    log,
  })
  const reveal = createReveal({
    page: createRevealPage(around.rendererDir),
    settings,
    newTicket: () => randomBytes(16).toString('base64url'),
    clock,
    log,
  })
  const verify = createVerifyKey({ ...around, readClipboard: systemClipboard.readText, clock })
  const creations = createCreations({ ...around, reveal, clipboard, verify, clock, newId: randomUUID })
  return { creations, reveal, verify }
}
