// Who is signed in where: whoever lifts the app lock must be one of them (S-26).
import type { SessionState } from '../../src-shared/connection'

export interface Person {
  readonly connectionId: string
  readonly userUid: string
  readonly userName: string
  /** Asked to stay signed in. */
  readonly stay: boolean
}

/** What the app lock needs of the sign-ins; part of `Sessions`. */
export interface SessionLock {
  /** Who may lift the lock; while open: who would. */
  people(): readonly Person[]
  /** No request leaves as anybody until {@link unlock}; access tokens are dropped (S-26). */
  lock(): Promise<void>
  /**
   * A lock of the last run: reads who is signed in on this computer, and uses none of it. False: the credential store did
   * not tell of everybody. Never rejects.
   */
  lockAtStart(): Promise<boolean>
  isLocked(): boolean
  /** Signs in as the person that was signed in there. Throws as `signIn`; still locked when a code is needed. */
  unlock(connectionId: string, password: string): Promise<void>
  /**
   * Proves to be that person by a Simple or Advanced key of theirs, from a file or the clipboard. This computer's own key is
   * no proof: anybody at this desk has it. False: the dialog was cancelled. Throws as `signInWithKey`.
   */
  unlockWithKey(connectionId: string, from: 'file' | 'clipboard'): Promise<boolean>
  /** After {@link unlock}: takes up the stored sign-ins of all other connections. Never rejects. */
  restoreOthers(): Promise<void>
  /** Lifts the lock without anybody: nothing is taken up, whoever is not signed in has to sign in. */
  openWithout(): void
}

/** @param stays whether the person at this connection asked to stay signed in */
export function peopleOf(
  states: readonly SessionState[],
  stays: (connectionId: string) => boolean,
): Person[] {
  return states.flatMap(({ connectionId, sign }) => {
    if ((sign.kind !== 'active' && sign.kind !== 'offline') || sign.user === null) return []
    const { userUid, userName } = sign.user
    return [{ connectionId, userUid, userName, stay: stays(connectionId) }]
  })
}
