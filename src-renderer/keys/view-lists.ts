// The prepared rows of the consoles in view: the same object while none of their lists changes.
import { useState } from 'react'
import { type ConsoleRows, ofCompany, prepareRows } from '../../src-shared/key-rows'
import type { Console } from '../workspace/consoles'
import type { Scope } from '../workspace/scope'

const isSame = <T>(one: readonly T[], other: readonly T[]) =>
  one.length === other.length && one.every((item, index) => item === other[index])

/** Rows per console that has a list. Cheap where nothing has changed. */
export function rowsOfConsoles(consoles: readonly Console[]): ConsoleRows[] {
  return prepareRows(
    consoles.flatMap(({ inventory, connection, session }) =>
      inventory
        ? [{ inventory, consoleName: connection.name, stationKeyId: session.stationKey?.keyId ?? null }]
        : [],
    ),
  )
}

/** @param consoles those in view */
export function useViewLists(consoles: readonly Console[], scope: Scope): readonly ConsoleRows[] {
  // The only console's screen waits as it is behind its sign-in; among several, keys behind a sign-in are not shown.
  const whole = rowsOfConsoles(consoles.length === 1 ? consoles : consoles.filter(({ isShown }) => isShown))
  const lists = scope.kind === 'company' ? whole.map((list) => ofCompany(list, scope.companyUid)) : whole
  const [kept, keep] = useState(lists)
  if (isSame(kept, lists)) return kept
  keep(lists)
  return lists
}
