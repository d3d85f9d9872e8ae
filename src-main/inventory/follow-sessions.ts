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

const userUidOf = (sign: SessionState['sign'] | undefined) =>
  sign?.kind === 'active' || sign?.kind === 'offline' ? sign.user?.userUid : undefined

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
      if (sign.kind !== 'active' && sign.kind !== 'offline') continue
      const userUid = userUidOf(sign)
      const isOther = (one: string | undefined) => one !== undefined && one !== userUid
      const isOfOther = isOther(lists.viewer(connectionId)) || isOther(userUidOf(was))
      // Also what is only being read for the person before.
      if (userUid !== undefined && isOfOther) lists.forget(connectionId)
      const wasAway = last.get(connectionId)?.reach.kind === 'unreachable'
      const isBack = wasAway && reach.kind === 'online' && lists.hasProblem(connectionId)
      const isNew = was?.kind !== 'active' || isOther(userUidOf(was))
      if (sign.kind === 'active' && (isNew || isBack)) lists.refresh(connectionId)
    }
  })
}
