// Sign-ins under way: what a person gave up brings nothing, however late the console answers (S-25).
import { AppError } from '../../src-shared/errors'

/** To be checked after each wait. */
export interface Attempt {
  /** Throws `signed-out` once it has ended. */
  check(): void
}

export interface Attempts {
  /** One more at this connection; ends with the others. */
  join(connectionId: string): Attempt
  /** Ends all that are under way: signed out, gone back, begun anew, locked, removed, or signed in. */
  end(connectionId: string): void
}

export function createAttempts(): Attempts {
  const ends = new Map<string, number>()
  const countOf = (connectionId: string) => ends.get(connectionId) ?? 0

  return {
    end: (connectionId) => void ends.set(connectionId, countOf(connectionId) + 1),
    join(connectionId) {
      const count = countOf(connectionId)
      return {
        check() {
          if (countOf(connectionId) !== count) throw new AppError('signed-out')
        },
      }
    },
  }
}
