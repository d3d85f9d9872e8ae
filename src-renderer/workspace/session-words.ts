// What the frame reads from a session: connected or not, and whether the keys are shown.
import type { SessionState } from '../../src-shared/connection'

type ReachWord = 'Connected' | 'Connecting' | 'Offline' | null

/** Null: nothing is known yet, or the person is signed out and no contact was tried. */
export function reachWord({ sign, reach }: SessionState): ReachWord {
  if (sign.kind === 'restoring') return 'Connecting'
  if (sign.kind === 'offline' || reach.kind === 'unreachable' || reach.kind === 'certificate-changed')
    return 'Offline'
  return sign.kind === 'active' || reach.kind === 'online' ? 'Connected' : null
}

/** The list is shown; nobody needs to sign in first. */
export const showsKeys = ({ sign }: SessionState): boolean =>
  sign.kind === 'active' || sign.kind === 'offline' || sign.kind === 'restoring'
