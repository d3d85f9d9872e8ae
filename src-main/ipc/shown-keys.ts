// The rows that the list of the page shows, found anew in main's own inventories, and what is known about each console's list.

import type { Connection, SessionState } from '../../src-shared/connection'
import type { Inventory } from '../../src-shared/key'
import type { KeyExport } from '../../src-shared/key-export'
import { createSorter } from '../../src-shared/key-order'
import { type KeyQuery, type KeyRow, queryRows } from '../../src-shared/key-query'
import { ofCompany, prepareRows, type RowSource } from '../../src-shared/key-rows'

interface State {
  readonly connections: readonly Connection[]
  readonly sessions: readonly SessionState[]
  readonly inventory: readonly Inventory[]
}

export interface ShownConsole {
  readonly connectionId: string
  /** With its address where two consoles have the same name. */
  readonly name: string
  readonly origin: string
  /** When the list was read; null: never, or nobody is signed in there. */
  readonly readAt: string | null
  /** False: rows of this console are missing. */
  readonly isComplete: boolean
  readonly isSavedCopy: boolean
}

export interface ShownKeys {
  readonly consoles: readonly ShownConsole[]
  /** In the order of the list. */
  readonly rows: readonly { readonly row: KeyRow; readonly console: ShownConsole }[]
}

/** The page shows no keys of a console where nobody is signed in; a file holds none of them either. */
const mayShow = (session: SessionState | undefined) =>
  session !== undefined && session.sign.kind !== 'signed-out' && session.sign.kind !== 'code-needed'

function consoleOf(connection: Connection, { connections, sessions }: State, list: Inventory | undefined) {
  const session = sessions.find((one) => one.connectionId === connection.id)
  const isTwin = connections.filter(({ name }) => name === connection.name).length > 1
  const isShown = list !== undefined && mayShow(session)
  const readAt = isShown ? list.fetchedAt : null
  const console: ShownConsole = {
    connectionId: connection.id,
    name: isTwin ? `${connection.name} (${connection.origin})` : connection.name,
    origin: connection.origin,
    readAt,
    isComplete: isShown && readAt !== null && list.complete && !list.partial,
    isSavedCopy: isShown && list.source === 'saved',
  }
  const source: RowSource | null = isShown
    ? {
        // A copy: the prepared rows are remembered for as long as the list is there, and main has no use for them later.
        inventory: { ...list },
        consoleName: connection.name,
        stationKeyId: session?.stationKey?.keyId ?? null,
      }
    : null
  return { console, source }
}

/** @param now milliseconds, for filters by age */
export function shownKeys(shown: KeyExport['shown'], state: State, now: number): ShownKeys {
  const { scope } = shown
  const asked = state.connections
    .filter(({ id }) => scope.kind === 'all' || id === scope.connectionId)
    .map((connection) => {
      const list = state.inventory.find((one) => one.connectionId === connection.id)
      return consoleOf(connection, state, list)
    })
  const lists = prepareRows(asked.flatMap(({ source }) => source ?? []))
  const inScope = scope.kind === 'company' ? lists.map((list) => ofCompany(list, scope.companyUid)) : lists
  const { consoles, companies, owners, types, access, scopes, statuses, ages } = shown.filters
  const query: KeyQuery = {
    text: shown.text,
    consoles: new Set(consoles),
    companies: new Set(companies),
    owners: new Set(owners),
    types: new Set(types),
    access: new Set(access),
    scopes: new Set(scopes),
    statuses: new Set(statuses),
    ages: new Set(ages),
  }
  const rows = queryRows(createSorter(inScope)(shown.sort), query, now)
  const known = new Map(asked.map(({ console }) => [console.connectionId, console]))
  return {
    // A console that the person filtered out is not missing from the file.
    consoles: [...known.values()].filter(
      ({ connectionId }) => query.consoles.size === 0 || query.consoles.has(connectionId),
    ),
    rows: rows.flatMap((row) => {
      const console = known.get(row.connectionId)
      return console === undefined ? [] : [{ row, console }]
    }),
  }
}
