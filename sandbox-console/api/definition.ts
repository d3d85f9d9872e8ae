// The OpenAPI file as the source of routes and validation.
import addFormats from 'ajv-formats'
import { type Document, OpenAPIBackend } from 'openapi-backend'
import { parse } from 'yaml'
import specText from '../../src-shared/wire/console-api.openapi.yaml?raw'
import type { Members } from '../query/filter'
import type { OperationId } from '../wire'
import { membersOf } from './members'

export const openapiText = specText
export const apiRoot = '/api/v3'

export interface Route {
  readonly operationId: OperationId
  /** Template, for example `/users/{userUid}`. */
  readonly template: string
  readonly path: Readonly<Record<string, string>>
  readonly isPublic: boolean
  readonly canQueue: boolean
  readonly takesRequestId: boolean
  readonly admittedRoles: readonly string[] | null
  readonly mediaTypes: readonly string[]
  readonly members: Members
}

interface RouteDetails {
  readonly operationId?: string
  readonly path: string
  readonly security?: readonly unknown[]
  readonly responses?: Readonly<Record<string, unknown>>
  readonly parameters?: readonly unknown[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> }
  readonly 'x-admitted-roles'?: readonly string[]
}

export interface Definition {
  readonly operationIds: readonly string[]
  route(method: string, pathname: string): Route | null
  /** Answers the coerced query, or what is wrong. */
  validate(request: CheckedRequest): { readonly query: Record<string, unknown> } | Violation
}

interface CheckedRequest {
  readonly method: string
  readonly pathname: string
  readonly query: Record<string, string | string[]>
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Record<string, unknown> | unknown[] | undefined
}

export interface Violation {
  readonly where: 'path' | 'query' | 'header' | 'body'
  readonly name: string
  readonly message: string
}

function pathParameters(template: string, pathname: string): Record<string, string> {
  const given = pathname.slice(apiRoot.length).split('/')
  return Object.fromEntries(
    template.split('/').flatMap((segment, index) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1]
      return name === undefined ? [] : [[name, given[index] ?? '']]
    }),
  )
}

interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
}

function violationOf(error: SchemaError): Violation {
  const [, part, first] = error.instancePath.split('/')
  const missing = error.params.missingProperty ?? error.params.additionalProperty
  const name = String(first ?? missing ?? '')
  const where = part === 'path' || part === 'query' || part === 'header' ? part : ('body' as const)
  return {
    where,
    name: where === 'header' && name === 'x-request-id' ? 'X-Request-id' : name,
    message: error.message ?? 'is not valid',
  }
}

async function load(): Promise<Definition> {
  const backend = new OpenAPIBackend({
    definition: parse(specText) as Document,
    apiRoot,
    quick: true,
    coerceTypes: true,
    ajvOpts: { strict: false, allErrors: false },
    customizeAjv(ajv) {
      addFormats(ajv)
      return ajv
    },
  })
  await backend.init()
  const templates = new Map<string, RouteDetails>()
  const members = new Map<string, Members>()
  for (const operation of backend.router.getOperations()) {
    templates.set(operation.operationId ?? '', operation as RouteDetails)
    members.set(operation.operationId ?? '', membersOf(operation.responses))
  }
  return {
    operationIds: [...templates.keys()],
    route(method, pathname) {
      const matched = backend.router.matchOperation({ method, path: pathname, headers: {} })
      const details = templates.get(matched?.operationId ?? '')
      if (details === undefined) return null
      return {
        operationId: details.operationId as OperationId,
        template: details.path,
        path: pathParameters(details.path, pathname),
        isPublic: details.security?.length === 0,
        canQueue: Object.hasOwn(details.responses ?? {}, '202'),
        takesRequestId: (details.parameters ?? []).some(
          (one) => (one as { name?: string }).name === 'X-Request-id',
        ),
        admittedRoles: details['x-admitted-roles'] ?? null,
        mediaTypes: Object.keys(details.requestBody?.content ?? {}),
        members: members.get(details.operationId ?? '') ?? new Map(),
      }
    },
    validate({ method, pathname, query, headers, body }) {
      const sent = Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      )
      const request = {
        method,
        path: pathname,
        query,
        headers: sent,
        ...(body === undefined ? {} : { body }),
      }
      const result = backend.validator.validateRequest(request)
      const [error] = result.errors ?? []
      if (error !== undefined) return violationOf(error)
      return { query: (result.coerced?.query as Record<string, unknown> | undefined) ?? query }
    },
  }
}

let loading: Promise<Definition> | undefined

/** Compiled once per process: several consoles in one test run share it. */
export function loadDefinition(): Promise<Definition> {
  loading ??= load()
  return loading
}
