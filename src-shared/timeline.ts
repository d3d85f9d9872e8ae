// Puts the records of consoles and the entries of this computer's journal into one timeline, newest first.
import type { ActivityRecord } from './activity'
import type { JournalEntry } from './journal'
import {
  type ConsoleRecords,
  type Hint,
  holds,
  numbersIn,
  type TimelineEntry,
  type TimelineKey,
} from './timeline-entry'
import { pairUp } from './timeline-pairs'

/** A key's own time and that of its record are written one after the other. */
const creationMs = 120_000

const isAboutIdentity = (type: string) => type === 'UserLoginTypeCreated' || type === 'UserLoginTypeRemoved'

/** Finds the key that a record speaks of. Built once per console: records are many. */
function keyFinder(keys: readonly TimelineKey[]) {
  const byId = new Map(keys.map((key) => [key.id, key]))
  const byOwner = new Map<string, TimelineKey[]>()
  for (const key of keys) {
    if (key.userUid === null) continue
    const own = byOwner.get(key.userUid)
    if (own === undefined) byOwner.set(key.userUid, [key])
    else own.push(key)
  }
  return ({ type, message, userUid, at }: ActivityRecord): { key: TimelineKey; hint: Hint } | null => {
    if (!isAboutIdentity(type)) return null
    for (const number of numbersIn(message)) {
      const key = byId.get(number)
      if (key !== undefined && (userUid === null || key.userUid === null || key.userUid === userUid))
        return { key, hint: 'id' }
    }
    const own = userUid === null ? [] : (byOwner.get(userUid) ?? [])
    const described = own.filter(({ description }) => holds(message, description))
    if (described.length === 1 && described[0] !== undefined)
      return { key: described[0], hint: 'description' }
    if (type !== 'UserLoginTypeCreated') return null
    const near = own.filter(
      ({ createdAt }) => createdAt !== null && Math.abs(Date.parse(createdAt) - Date.parse(at)) <= creationMs,
    )
    return near.length === 1 && near[0] !== undefined ? { key: near[0], hint: 'time' } : null
  }
}

function ofConsole(from: ConsoleRecords): TimelineEntry[] {
  const find = keyFinder(from.keys)
  return from.records.map((record, at) => {
    const found = find(record)
    return {
      id: `${from.connectionId} ${at}`,
      at: record.at,
      connectionId: from.connectionId,
      console: from.console,
      person: record.userUid === null ? null : (from.people.get(record.userUid) ?? null),
      userUid: record.userUid,
      organization:
        record.organizationUid === null ? null : (from.organizations.get(record.organizationUid) ?? null),
      organizationUid: record.organizationUid,
      keyId: found?.key.id ?? null,
      key: found?.key.description ?? null,
      hint: found?.hint ?? null,
      record,
      entry: null,
    }
  })
}

const ofComputer = (entry: JournalEntry, names: ReadonlyMap<string, string>): TimelineEntry => {
  const { facts } = entry
  const connectionId = facts.connectionId ?? null
  return {
    id: `journal ${entry.seq}`,
    at: entry.at,
    connectionId,
    // As it is called now; a console that was removed keeps the name that it had.
    console: (connectionId === null ? undefined : names.get(connectionId)) ?? facts.console ?? null,
    person: facts.person ?? null,
    userUid: null,
    organization: null,
    organizationUid: null,
    keyId: facts.keyId ?? null,
    key: facts.key ?? null,
    hint: null,
    record: null,
    entry,
  }
}

const newestFirst = (a: TimelineEntry, b: TimelineEntry) => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  // Of one moment: as the journal counts them, then as the console lists them.
  return a.entry !== null && b.entry !== null ? b.entry.seq - a.entry.seq : 0
}

/**
 * Everything in one order. What both wrote of the same creation or deletion is one entry with both sources
 * (`timeline-pairs.ts`); nothing else is put together, and nothing is left out.
 * @param consoles one per console; entries of the journal may be of others too
 */
export function mergeTimeline(
  journal: readonly JournalEntry[],
  consoles: readonly ConsoleRecords[],
): TimelineEntry[] {
  const names = new Map(consoles.map((one) => [one.connectionId, one.console]))
  const mine = journal.map((entry) => ofComputer(entry, names))
  const theirs = consoles.flatMap((from) => {
    const entries = ofConsole(from)
    const own = mine.filter(({ connectionId }) => connectionId === from.connectionId)
    const partners = pairUp(own, entries, from.clockAheadMs ?? 0)
    return entries.map((entry) => ({ entry, partner: partners.get(entry) ?? null }))
  })
  const paired = new Map(
    theirs.flatMap(({ entry, partner }) => (partner === null ? [] : [[partner, entry] as const])),
  )
  const all = [
    ...mine.map((entry) => {
      const other = paired.get(entry)
      if (other === undefined) return entry
      const { userUid, organization, organizationUid, record } = other
      return {
        ...entry,
        person: entry.person ?? other.person,
        userUid,
        organization,
        organizationUid,
        record,
      }
    }),
    ...theirs.flatMap(({ entry, partner }) => (partner === null ? [entry] : [])),
  ]
  return all.sort(newestFirst)
}
