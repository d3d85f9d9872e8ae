// What the frame says about a session: connected or not, and why no key can be created now.
import type { SessionState } from '../../src-shared/connection'
import { rightsOf, roleLabel, whomToAsk } from '../../src-shared/rights'

export type ReachWord = 'Connected' | 'Connecting' | 'Offline' | null

/** Null: nothing is known yet, or the person is signed out and no contact was tried. */
export function reachWord({ sign, reach }: SessionState): ReachWord {
  if (sign.kind === 'restoring') return 'Connecting'
  if (sign.kind === 'offline' || reach.kind === 'unreachable' || reach.kind === 'certificate-changed')
    return 'Offline'
  return sign.kind === 'active' || reach.kind === 'online' ? 'Connected' : null
}

/** Why the menu's New key commands do nothing; null when they may. */
export function creationRefusal({ sign, reach }: SessionState): string | null {
  if (reach.kind === 'certificate-changed') return 'The certificate of this console has changed.'
  if (sign.kind !== 'active') return 'You are offline. Changes need a connection.'
  if (rightsOf(sign.user.role).create) return null
  return `Your role, ${roleLabel(sign.user.role)}, cannot change keys. Ask ${whomToAsk(sign.user.role)}.`
}

/** The list is shown; nobody needs to sign in first. */
export const showsKeys = ({ sign }: SessionState): boolean =>
  sign.kind === 'active' || sign.kind === 'offline' || sign.kind === 'restoring'
