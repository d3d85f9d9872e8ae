// Holds the pair that was made for the wizard until a run takes it over or the person thinks again.
import type { GeneratedPair } from '../../src-shared/creation'
import { AppError } from '../../src-shared/errors'
import type { Pair } from '../private-key/rsa'
import type { Clock } from './clock'

export interface Pairs {
  /** Makes a pair; the one before is wiped. Throws `cancelled` when a newer request or `forget` overtook it. */
  generate(bits: 2048 | 3072 | 4096): Promise<GeneratedPair>
  forget(pairId: string): void
  forgetAll(): void
  /** Hands the pair over. Throws `reveal-spent` when it is not there (any more). */
  take(pairId: string): Pair
  /** A run that was refused before anything was sent gives its pair back. */
  giveBack(pairId: string, pair: Pair): void
}

interface Deps {
  readonly makePair: (bits: 2048 | 3072 | 4096) => Promise<Pair>
  readonly newId: () => string
  readonly clock: Clock
}

export function createPairs({ makePair, newId, clock }: Deps): Pairs {
  let held: { id: string; pair: Pair } | null = null
  let latest = 0

  function drop(): void {
    held?.pair.privateKey.wipe()
    held = null
  }

  return {
    async generate(bits) {
      drop()
      latest += 1
      const mine = latest
      const from = clock.monotonic()
      const pair = await makePair(bits)
      if (mine !== latest) {
        pair.privateKey.wipe()
        throw new AppError('cancelled')
      }
      held = { id: newId(), pair }
      return { pairId: held.id, publicKey: pair.publicKey, tookMs: Math.round(clock.monotonic() - from) }
    },
    forget(pairId) {
      if (held?.id === pairId) drop()
    },
    forgetAll() {
      latest += 1
      drop()
    },
    take(pairId) {
      if (held === null || held.id !== pairId) throw new AppError('reveal-spent', { reason: 'pair' })
      const { pair } = held
      held = null
      return pair
    },
    giveBack(pairId, pair) {
      drop()
      held = { id: pairId, pair }
    },
  }
}
