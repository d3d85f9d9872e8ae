// Which logs a timeline is made of: the journal, and of each console that can be asked what concerns the scope.
import type { Connection, SessionState } from '../../src-shared/connection'
import type { JournalFilter } from '../../src-shared/journal'
import type { Inventory } from '../../src-shared/key'
import type { TimelineScope } from '../../src-shared/timeline-filter'
import type { ConsoleSource, TimelineSource } from './timeline-reader'

export interface Known {
  readonly connection: Connection
  readonly session: SessionState | undefined
  readonly inventory: Inventory | undefined
}

export interface Wanted {
  readonly scope: TimelineScope
  /** ISO times, or null: without that end. */
  readonly from: string | null
  readonly to: string | null
  /** A user name, in any scope but that of one person; null: everybody. */
  readonly person: string | null
}

/** User names by uid, as far as the lists say. */
export function peopleOf({ session, inventory }: Known): Map<string, string> {
  const people = new Map<string, string>()
  for (const { userUid, userName } of inventory?.keys ?? []) people.set(userUid, userName)
  for (const { userUid, userName } of inventory?.owners ?? []) people.set(userUid, userName)
  if (session?.sign.kind === 'active') people.set(session.sign.user.userUid, session.sign.user.userName)
  return people
}

export function organizationsOf({ session, inventory }: Known): Map<string, string> {
  const organizations = new Map((inventory?.organizations ?? []).map(({ uid, name }) => [uid, name]))
  if (session?.sign.kind === 'active') {
    const { organizationUid, organizationName } = session.sign.user
    organizations.set(organizationUid, organizationName)
  }
  return organizations
}

export const isWanted = ({ connection }: Known, { scope }: Wanted) =>
  scope.kind === 'all' || scope.connectionId === connection.id

/** Null: of everybody; otherwise the uids that have this name there, which can be none. */
function uidsOf(known: Known, { scope, person }: Wanted): string[] | null {
  if (scope.kind === 'person' && scope.userUid !== null) return [scope.userUid]
  const name = scope.kind === 'person' ? scope.userName : person
  if (name === null) return null
  const people = [...peopleOf(known)]
  return people.filter(([, one]) => one.toLowerCase() === name.toLowerCase()).map(([uid]) => uid)
}

function ofConsole(known: Known, wanted: Wanted): ConsoleSource[] {
  const { scope, from, to } = wanted
  const connectionId = known.connection.id
  const source = (part: Partial<ConsoleSource>): ConsoleSource => ({
    kind: 'console',
    id: `${connectionId} ${part.userUid ?? ''} ${part.organizationUid ?? ''}`,
    connectionId,
    from,
    to,
    userUid: null,
    organizationUid: null,
    without: null,
    ...part,
  })
  if (scope.kind === 'key') {
    const { userUid, companyUid } = scope.key
    // Of somebody who is not known any more: only the whole log can say something.
    if (userUid === null) return [source({})]
    const own = source({ userUid })
    const company = known.inventory?.organizations.find(({ uid }) => uid === companyUid)
    // The provider itself has no switch that could stop a key, and everything is in its log.
    if (companyUid === null || company === undefined || company.type === 'provider') return [own]
    return [own, source({ organizationUid: companyUid, without: userUid })]
  }
  const uids = uidsOf(known, wanted)
  if (uids === null) return [source({})]
  // Each has a source of its own: a log can be asked for one person only.
  return uids.slice(0, 4).map((userUid) => source({ userUid }))
}

function journalFilter({ scope, from, to }: Wanted): JournalFilter {
  return {
    text: '',
    group: null,
    since: from,
    keyId: scope.kind === 'key' ? scope.key.id : null,
    ...(to === null ? {} : { until: to }),
    ...(scope.kind === 'all' ? {} : { connectionId: scope.connectionId }),
  }
}

export function sourcesOf(all: readonly Known[], wanted: Wanted): TimelineSource[] {
  const asked = all.filter((known) => isWanted(known, wanted) && known.session?.sign.kind === 'active')
  return [
    { kind: 'journal', id: 'journal', filter: journalFilter(wanted) },
    ...asked.flatMap((known) => ofConsole(known, wanted)),
  ]
}
