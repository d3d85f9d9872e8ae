// Runs one request as the signed-in person: a read at most twice, a write once, and nothing while the app is locked.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Bearer } from '../console/ask'
import type { HttpTarget } from '../console/http-port'
import type { createTokens } from './tokens'

export type RunAsUser<T> = (target: HttpTarget, bearer: Bearer, user: SignedInUser) => Promise<T>

interface Deps {
  readonly tokens: Pick<ReturnType<typeof createTokens>, 'access' | 'replacement' | 'since' | 'user'>
  readonly isLocked: () => boolean
  readonly target: (connectionId: string) => HttpTarget
  /** The console answered as it should. */
  readonly onAnswer: (connectionId: string, user: SignedInUser) => void
  /** Not told of what fails after its sign-in has ended: that says nothing about the next one. */
  readonly onFailure: (connectionId: string, error: unknown) => Promise<void>
}

/** The console no longer accepts the sign-in. */
export const isOver = (error: unknown) =>
  error instanceof AppError && error.code === 'sign-in-over' && error.detail.renewed !== true

export function createAsUser({ tokens, isLocked, target, onAnswer, onFailure }: Deps) {
  function userOf(connectionId: string): SignedInUser {
    const user = tokens.user(connectionId)
    if (user === null) throw new AppError('signed-out')
    return user
  }

  /** Asked before and after each wait for a token: no request leaves as anybody while locked (S-26). */
  async function whileOpen(token: () => Promise<Bearer>): Promise<Bearer> {
    if (isLocked()) throw new AppError('locked')
    const value = await token()
    if (isLocked()) throw new AppError('locked')
    return value
  }

  /**
   * A write met a 401: refused before any work, and not sent again (P6). `renewed` tells a sign-in that goes on from one
   * that is over; a refresh that could not be made, or may not be made while locked, says nothing about the write.
   */
  async function refusedWrite(connectionId: string, access: Bearer, cause: unknown): Promise<never> {
    const renewed = await whileOpen(() => tokens.replacement(connectionId, access)).then(
      () => true,
      (error: unknown) => !isOver(error),
    )
    const foreign = cause instanceof AppError && cause.detail.foreign === true ? { foreign: true } : {}
    throw new AppError('sign-in-over', { renewed, ...foreign }, cause)
  }

  return async function asUser<T>(
    connectionId: string,
    kind: 'read' | 'write',
    run: RunAsUser<T>,
  ): Promise<T> {
    const isStill = tokens.since(connectionId)

    /** Nothing is repeated as somebody else. */
    async function replacement(access: Bearer): Promise<Bearer> {
      if (!isStill()) throw new AppError('signed-out')
      return tokens.replacement(connectionId, access)
    }

    async function send(bearer: Bearer): Promise<T> {
      const result = await run(target(connectionId), bearer, userOf(connectionId)).catch((error: unknown) => {
        // A Simple key that was wiped while its request waited for its turn, by the lock or by signing out: nothing left.
        const isSpent = error instanceof AppError && error.code === 'reveal-spent'
        if (!isSpent || typeof bearer === 'string' || !bearer.isWiped) throw error
        throw new AppError(isLocked() ? 'locked' : 'signed-out', {}, error)
      })
      const user = tokens.user(connectionId)
      if (user !== null) onAnswer(connectionId, user)
      return result
    }
    try {
      const access = await whileOpen(() => tokens.access(connectionId, kind))
      try {
        return await send(access)
      } catch (error) {
        if (!isOver(error)) throw error
        if (kind === 'write') return await refusedWrite(connectionId, access, error)
        return await send(await whileOpen(() => replacement(access)))
      }
    } catch (error) {
      if (isStill()) await onFailure(connectionId, error)
      throw error
    }
  }
}
