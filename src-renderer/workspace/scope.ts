// What a scope covers, and which scope holds where the remembered one is gone.
import type { Connection } from '../../src-shared/connection'
import type { Scope } from '../../src-shared/scope'

export type { Scope } from '../../src-shared/scope'

export const everything: Scope = { kind: 'all' }

export const consoleScope = (connectionId: string): Scope => ({ kind: 'console', connectionId })

/** The one console of a scope; null: all of them. */
export const connectionOf = (scope: Scope): string | null =>
  scope.kind === 'all' ? null : scope.connectionId

export const covers = (scope: Scope, connectionId: string): boolean =>
  scope.kind === 'all' || scope.connectionId === connectionId

/** A name for keys of lists and for comparing. */
export function scopeName(scope: Scope): string {
  if (scope.kind === 'all') return 'all'
  return scope.kind === 'console' ? scope.connectionId : `${scope.connectionId}/${scope.companyUid}`
}

export const isSameScope = (one: Scope, other: Scope): boolean => scopeName(one) === scopeName(other)

/** With one console there is nothing else to look at; a console that was removed cannot be looked at. */
export function scopeWithin(scope: Scope, connections: readonly Connection[]): Scope {
  const [only] = connections
  if (only !== undefined && connections.length === 1)
    return scope.kind === 'company' && scope.connectionId === only.id ? scope : consoleScope(only.id)
  const known = connections.some(({ id }) => id === connectionOf(scope))
  return known ? scope : everything
}
