// Signs in with an Advanced key: challenge, answer, tokens; and remembers which form of answer a console takes (9.6).
import { AppError } from '../../src-shared/errors'
import type { ConsoleApi } from '../console/console-api'
import type { HttpTarget } from '../console/http-port'
import type { TokenAnswer } from '../console/token'
import type { SecretCell } from '../log/secret-cell'
import { answersTo, type DerType, type Recipe } from './challenge'

export interface AdvancedKey {
  readonly cell: SecretCell
  readonly type: DerType
  /** The registered text, byte for byte. */
  readonly xml: string
}

export type KeySignIn =
  | { readonly kind: 'signed-in'; readonly tokens: Extract<TokenAnswer, { kind: 'tokens' }> }
  /** Refused at once: the console does not know this public key, or does not let it in. */
  | { readonly kind: 'refused' }
  /** The challenge could not be answered, which says nothing about the key (U2). */
  | { readonly kind: 'unanswered' }

const challenges = 4

const nameOf = ({ padding, encoding }: Recipe) => `${padding}/${encoding}`

function nullIfRefused(error: unknown): null {
  if (error instanceof AppError && error.code === 'request-refused') return null
  throw error
}

/** @returns a function that throws the network's failures; the caller owns and wipes the cell */
export function createKeySignIn({ api }: { readonly api: Pick<ConsoleApi, 'token'> }) {
  /** The recipe that worked, by console. */
  const recipes = new Map<string, Recipe>()

  return async function keySignIn(
    target: HttpTarget,
    key: AdvancedKey,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<KeySignIn> {
    const tried = new Set<string>()
    const known = recipes.get(target.origin)
    const more = readOnly ? { readOnly } : {}
    for (let round = 0; round < challenges; round += 1) {
      const public_key = Buffer.from(key.xml, 'utf8').toString('base64')
      const form = { grant_type: 'public_key', public_key, ...more } as const
      const step = await api.token(target, form).catch(nullIfRefused)
      if (step === null) return { kind: 'refused' }
      if (step.kind !== 'challenge') return { kind: 'unanswered' }
      const answers = answersTo(step.encryptedCode, key.cell, key.type)
      const fresh = answers.filter(({ recipe }) => !tried.has(nameOf(recipe)))
      const next = fresh.find(({ recipe }) => known && nameOf(recipe) === nameOf(known)) ?? fresh[0]
      if (next === undefined) return { kind: 'unanswered' }
      tried.add(nameOf(next.recipe))
      const answer = { grant_type: 'authorization_code', code: next.code, ...more } as const
      const tokens = await api.token(target, answer).catch(nullIfRefused)
      if (tokens?.kind !== 'tokens') continue
      recipes.set(target.origin, next.recipe)
      return { kind: 'signed-in', tokens }
    }
    return { kind: 'unanswered' }
  }
}
