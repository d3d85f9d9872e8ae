// Reads what an operation needs from a request: validated parameters, the body, ids with all their digits.

import type { Definition, Route, Violation } from './definition'
import type { SandboxRequest } from './exchange'
import { fromJson } from './json-text'
import type { Call, Query } from './operation'
import { badParameter, badRequest, wrongMediaType } from './refusal'

export const mediaTypeOf = (request: SandboxRequest) =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Both encodings of `scopes` are taken: repeated, and a JSON array in one parameter (U4). */
function readQuery(target: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  const parameters = new URLSearchParams(target.split('?').slice(1).join('?'))
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    const [first = ''] = values
    query[name] = values.length > 1 ? values : first
    if (name === 'scopes' && values.length === 1 && first.startsWith('[')) {
      try {
        const list: unknown = JSON.parse(first)
        if (Array.isArray(list)) query[name] = list.map(String)
      } catch {
        // Stays as it is; the validation refuses it by name.
      }
    }
  }
  return query
}

function readBody(route: Route, request: SandboxRequest): Record<string, unknown> | unknown[] | undefined {
  if (route.mediaTypes.length === 0) return undefined
  if (!route.mediaTypes.includes(mediaTypeOf(request))) throw wrongMediaType()
  if (mediaTypeOf(request) !== 'application/json') return undefined
  try {
    const body = fromJson(request.body.toString('utf8'))
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown> | unknown[]
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('The body is not valid JSON.')
}

function refusalOf({ where, name, message }: Violation) {
  if (where === 'body') return badRequest(`The body is not valid: ${message}.`)
  return badParameter(name, `The value ${message}.`)
}

export function readCall(
  definition: Definition,
  route: Route,
  request: SandboxRequest,
): Omit<Call, 'state' | 'caller' | 'actions'> {
  const raw = readQuery(request.target)
  const body = readBody(route, request)
  const checked = definition.validate({
    method: request.method,
    pathname: request.target.split('?')[0] ?? '',
    query: raw,
    headers: request.headers,
    body,
  })
  if ('where' in checked) throw refusalOf(checked)
  const digits = raw.userLoginId
  const query: Query = {
    ...checked.query,
    ...(typeof digits === 'string' ? { userLoginId: digits } : {}),
    ...(typeof raw.filter === 'string'
      ? { filter: fromJson(raw.filter) as NonNullable<Query['filter']> }
      : {}),
  }
  return {
    operationId: route.operationId,
    path: route.path,
    query,
    body,
    raw: request.body,
    mediaType: mediaTypeOf(request),
    members: route.members,
  }
}
