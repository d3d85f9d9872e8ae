// What can be done with the selected keys now, and if not, why: one sentence for the button and its description.
import type { SessionState, SignedInUser } from '../../src-shared/connection'
import type { Inventory, KeyRecord, KeyRef } from '../../src-shared/key'
import type { StatusWord } from '../../src-shared/key-query'
import { isolatedText } from '../../src-shared/neutral-text'
import { rightsOf, roleLabel, whomToAsk } from '../../src-shared/rights'
import { sentence } from '../text/sentence'

export type KeyAction = 'edit' | 'enable' | 'disable' | 'verify' | 'remove'

/** Most keys that one call may name (`src-shared/calls/key-calls.ts`). */
const mostPerCall = 500

export interface Situation {
  readonly user: SignedInUser | null
  /** Why nothing can be changed at all, or null. */
  readonly barred: string | null
  /** Name of the signed-in person's own organization when its REST access is off. */
  readonly ownRestOff: string | null
}

export function situationOf(session: SessionState | undefined, inventory: Inventory | undefined): Situation {
  const sign = session?.sign
  const user = sign?.kind === 'active' || sign?.kind === 'offline' ? sign.user : null
  const own = inventory?.organizations.find((one) => one.uid === user?.organizationUid)
  return {
    user,
    barred: barredBy(session),
    ownRestOff: own?.restAccess === false ? isolatedText(own.name) : null,
  }
}

function barredBy(session: SessionState | undefined): string | null {
  if (session?.reach.kind === 'certificate-changed')
    return 'The console’s certificate changed. Nothing is sent until you have reviewed it.'
  if (isOffline(session)) return 'You are offline. Changes need a connection.'
  if (session?.sign.kind !== 'active') return 'You are not signed in. Changes need a sign-in.'
  return null
}

/** The console cannot be asked: what is shown is the saved list. */
export function isOffline(session: SessionState | undefined): boolean {
  return session?.sign.kind === 'offline' || session?.reach.kind === 'unreachable'
}

function lacking(user: SignedInUser | null, right: keyof ReturnType<typeof rightsOf>): string | null {
  if (user?.readOnly === true)
    return 'You are signed in with a read-only key, which can change nothing. Sign in in another way to make changes.'
  if (user === null || rightsOf(user.role)[right]) return null
  const rights = rightsOf(user.role)
  const what = rights.edit ? 'enable or disable keys' : 'change keys'
  return `Your role, ${roleLabel(user.role)}, cannot ${what}. ${sentence(whomToAsk(user.role))} can.`
}

/** Why this role may not create keys: stands next to New key, since nothing else on the screen says so. */
export function roleReason({ user }: Situation): string | null {
  return lacking(user, 'create')
}

/** Why New key, its menu commands and Create in the wizard's review do nothing; null when they may. */
export function whyNotCreate({ user, barred, ownRestOff }: Situation): string | null {
  return lacking(user, 'create') ?? barred ?? (ownRestOff && `REST access is off for ${ownRestOff}.`)
}

/** Why a key that is not simply enabled or disabled cannot be switched. */
function fixedBecause(word: StatusWord, companyName: string): string | null {
  switch (word) {
    case 'enabled':
    case 'disabled':
      return null
    case 'owner-off':
      return 'The key is off because its owner is disabled. It follows the owner.'
    case 'company-off':
      return `The key is off because ${isolatedText(companyName) || 'its company'} is disabled. It follows the company.`
    case 'rest-off':
      return `REST access is off for ${isolatedText(companyName) || 'its company'}.`
    case 'off-by-system':
      return 'The console switched this key off. Only the console can switch it on.'
    case 'unknown':
      return 'The console reports a status that this version does not know.'
  }
}

/** Those of the keys that Enable or Disable would change. */
export function switchable(keys: readonly KeyRecord[], enable: boolean): KeyRecord[] {
  return keys.filter((key) => key.status.word === (enable ? 'disabled' : 'enabled'))
}

function whyNotSwitch(keys: readonly KeyRecord[], enable: boolean): string | null {
  if (switchable(keys, enable).length > 0) return null
  const word = enable ? 'enabled' : 'disabled'
  const [only] = keys
  if (only === undefined || keys.length > 1) return `None of these keys can be ${word}.`
  return fixedBecause(only.status.word, only.companyName) ?? `This key is already ${word}.`
}

export function whyNot(
  action: KeyAction,
  situation: Situation,
  selected: readonly KeyRecord[],
): string | null {
  const { user, barred } = situation
  const right =
    action === 'verify'
      ? null
      : lacking(user, action === 'remove' ? 'remove' : action === 'edit' ? 'edit' : 'setEnabled')
  const general = right ?? barred
  if (general !== null) return general
  if (selected.length === 0) return 'Select a key first.'
  if (selected.length > 1 && (action === 'edit' || action === 'verify')) return 'Select a single key.'
  if (selected.length > mostPerCall) return `Select at most ${mostPerCall} keys.`
  return action === 'enable' || action === 'disable' ? whyNotSwitch(selected, action === 'enable') : null
}

/** What the person sees of a key; the main process re-reads the key and refuses when it differs. */
export function refOf({ id, userUid, type, description, createdAt }: KeyRecord): KeyRef {
  return { id, userUid, type, description, createdAt }
}
