// What a reading of a console found different from the list before it, in words of the closed list of changes.
import type { Inventory, KeyRecord, Owner } from '../../src-shared/key'
import type { ListChange, ListChangeKind } from '../../src-shared/list-changes'

export type ComparedList = Pick<Inventory, 'keys' | 'owners' | 'complete' | 'fetchedAt'>

interface Around {
  /** When the newer list was read. */
  readonly at: string
  /** This computer made the key, as far as its records say. */
  readonly isMadeHere: (key: KeyRecord) => boolean
  /** A change of this key was sent from here and its outcome was never known. */
  readonly isInDoubt: (keyId: string) => boolean
}

interface Found {
  readonly kind: ListChangeKind
  readonly before: string | null
  readonly after: string | null
}

/**
 * Keys that the newer list has and the one before had not. Where the one before has gaps, only keys that the console made
 * after it was read count: all others may have stood in a gap.
 */
export function newKeys(before: ComparedList, after: Pick<ComparedList, 'keys'>): KeyRecord[] {
  const known = new Set(before.keys.map(({ id }) => id))
  const isLater = ({ createdAt }: KeyRecord) =>
    createdAt !== null && before.fetchedAt !== null && Date.parse(createdAt) > Date.parse(before.fetchedAt)
  return after.keys.filter((key) => !known.has(key.id) && (before.complete || isLater(key)))
}

/** The closed word; where there is none the console's own. */
const wordOf = ({ status }: KeyRecord) => (status.word === 'unknown' ? status.raw : status.word)

function statusKind(before: string, after: string): ListChangeKind {
  if (after === 'disabled') return 'disabled'
  if (after === 'owner-off') return 'owner-disabled'
  if (after !== 'enabled') return 'status'
  if (before === 'disabled') return 'enabled'
  return before === 'owner-off' ? 'owner-enabled' : 'status'
}

function statusChange(before: KeyRecord, after: KeyRecord, owner: ListChangeKind | null): Found[] {
  const [was, is] = [wordOf(before), wordOf(after)]
  const own: Found[] = was === is ? [] : [{ kind: statusKind(was, is), before: was, after: is }]
  // A key that was off already does not change with its owner, and is as much the owner's as the others.
  if (owner === null || own.some(({ kind }) => kind === owner)) return own
  return [{ kind: owner, before: null, after: null }, ...own]
}

function differences(before: KeyRecord, after: KeyRecord, owner: ListChangeKind | null): Found[] {
  const found = statusChange(before, after, owner)
  if (before.description !== after.description)
    found.push({ kind: 'description', before: before.description, after: after.description })
  if (before.readOnly !== after.readOnly) {
    const word = ({ readOnly }: KeyRecord) => (readOnly ? 'read-only' : 'read-write')
    found.push({ kind: 'access', before: word(before), after: word(after) })
  }
  const scopesOf = ({ scopes }: KeyRecord) => [...scopes].sort().join(' ')
  if (scopesOf(before) !== scopesOf(after))
    found.push({ kind: 'scopes', before: scopesOf(before), after: scopesOf(after) })
  return found
}

/** Owners that were switched since; one entry stands at each of their keys. */
function ownerChanges(before: readonly Owner[], after: readonly Owner[]): Map<string, ListChangeKind> {
  const was = new Map(before.map(({ userUid, status }) => [userUid, status]))
  const changes = new Map<string, ListChangeKind>()
  for (const { userUid, status } of after) {
    const then = was.get(userUid)
    if (then === undefined || then === status || then === 'unknown' || status === 'unknown') continue
    changes.set(userUid, status === 'disabled' ? 'owner-disabled' : 'owner-enabled')
  }
  return changes
}

/** Nothing is ever called gone that an incomplete list does not show. */
export function listDiff(before: ComparedList, after: ComparedList, around: Around): ListChange[] {
  const { at, isMadeHere, isInDoubt } = around
  const entry = (key: KeyRecord, found: Found, elsewhere: boolean): ListChange => ({
    keyId: key.id,
    description: key.description,
    userName: key.userName,
    companyName: key.companyName,
    at,
    elsewhere,
    ...found,
  })
  const nothing = { before: null, after: null }
  const changes = newKeys(before, after).map((key) =>
    entry(key, { kind: 'new', ...nothing }, !isMadeHere(key)),
  )
  const now = new Map(after.keys.map((key) => [key.id, key]))
  const owners = ownerChanges(before.owners, after.owners)
  for (const key of before.keys) {
    const same = now.get(key.id)
    const elsewhere = !isInDoubt(key.id)
    if (same !== undefined) {
      const owner = owners.get(same.userUid) ?? null
      changes.push(...differences(key, same, owner).map((found) => entry(same, found, elsewhere)))
    } else if (after.complete) changes.push(entry(key, { kind: 'gone', ...nothing }, elsewhere))
  }
  return changes
}

/** Keys that this computer did not make: those that were known, as far as they can be there still, and those just found. */
export function stillElsewhere(
  before: Pick<Inventory, 'elsewhere'>,
  after: Pick<Inventory, 'keys' | 'complete'>,
  found: readonly ListChange[],
): string[] {
  const present = new Set(after.keys.map(({ id }) => id))
  // What an incomplete list does not show may come back.
  const known = before.elsewhere.filter((id) => !after.complete || present.has(id))
  const appeared = found.filter(({ kind, elsewhere }) => kind === 'new' && elsewhere)
  return [...known, ...appeared.map(({ keyId }) => keyId)]
}
