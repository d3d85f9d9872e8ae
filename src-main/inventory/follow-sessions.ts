// What becomes of a list when a sign-in or the way to its console changes.
import type { ReadableCell } from '../../src-shared/cell'
import type { SessionState } from '../../src-shared/connection'

interface Lists {
  /** Whose view the list is; undefined: there is none. */
  viewer(connectionId: string): string | undefined
  hasProblem(connectionId: string): boolean
  forget(connectionId: string): void
  refresh(connectionId: string): void
}

const byId = (states: readonly SessionState[]) => new Map(states.map((one) => [one.connectionId, one]))

/** A sign-in brings its list, and so does a console that is back; somebody else's list and a signed-out person's go. */
export function followSessions(sessions: ReadableCell<SessionState[]>, lists: Lists): void {
  let before = byId(sessions.get())
  sessions.watch((states) => {
    const last = before
    before = byId(states)
    for (const { connectionId, sign, reach } of states) {
      const was = last.get(connectionId)?.sign
      if (sign.kind === 'signed-out' && sign.reason === 'signed-out' && was?.kind !== 'signed-out')
        lists.forget(connectionId)
      const wasAway = last.get(connectionId)?.reach.kind === 'unreachable'
      const isBack = wasAway && reach.kind === 'online' && lists.hasProblem(connectionId)
      if (sign.kind !== 'active' || (was?.kind === 'active' && !isBack)) continue
      const viewer = lists.viewer(connectionId)
      if (viewer !== undefined && viewer !== sign.user.userUid) lists.forget(connectionId)
      lists.refresh(connectionId)
    }
  })
}
