// Filter, sort and cut a list into the page that was asked for.
import { badParameter } from '../api/refusal'
import type { Options } from '../options'
import type { FilterExpression, PagingInfo, SortExpression } from '../wire'
import { filterItems, type Members, QueryProblem } from './filter'
import { sortItems } from './sort'

interface PageRequest {
  readonly limit?: number
  readonly offset?: number
  readonly filter?: readonly FilterExpression[]
  readonly sort?: readonly SortExpression[]
}

export interface Page<Item> {
  readonly data: readonly Item[]
  readonly meta: { readonly pagingInfo: PagingInfo }
}

/** Runs a step that may throw {@link QueryProblem} and names the parameter at fault. */
export function naming<T>(parameterName: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (error instanceof QueryProblem) throw badParameter(parameterName, error.message)
    throw error
  }
}

export function pagingInfo(options: Options, total: number, count: number, offset: number): PagingInfo {
  return options.get('paging-name') === 'skip' ? { total, count, skip: offset } : { total, count, offset }
}

export function pageOf<Item>(
  items: readonly Item[],
  request: PageRequest,
  members: Members,
  options: Options,
): Page<Item> {
  const filtered = naming('filter', () => filterItems(items, request.filter ?? [], members))
  const sorted = naming('sort', () => sortItems(filtered, request.sort ?? [], members))
  const offset = options.get('offset') === 'ignore' ? 0 : (request.offset ?? 0)
  const limit = Math.min(request.limit ?? 100, options.get('page-cap'))
  const data = sorted.slice(offset, offset + limit)
  return { data, meta: { pagingInfo: pagingInfo(options, sorted.length, data.length, offset) } }
}
