// Judges answers by the OpenAPI file: status, content type, schema, and no member that the file does not name.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { root } from '../rules/source-tree'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: unknown
}

interface ResponseObject {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

interface OperationObject {
  readonly operationId: string
  readonly responses: Readonly<Record<string, ResponseObject>>
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export const openapiText = readFileSync(path.join(root, 'src-shared/wire/console-api.openapi.yaml'), 'utf8')
const document = parse(openapiText) as Document

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
for (const name of ['int32', 'int64']) ajv.addFormat(name, { type: 'number', validate: Number.isInteger })
ajv.addFormat('password', true)
ajv.addSchema(document, 'console')

function resolved<Part extends { readonly $ref?: string }>(part: Part): Part {
  if (part.$ref === undefined) return part
  const target = part.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], document)
  return resolved(target as Part)
}

export const allOperationIds: readonly string[] = Object.values(document.paths)
  .flatMap((methods) => Object.values(methods))
  .map((operation) => operation.operationId)

const find = (operationId: string) => {
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods))
      if (operation.operationId === operationId) return operation
  }
  throw new Error(`no operation ${operationId}`)
}

const parts = (schema: Schema): Schema[] => {
  const own = resolved(schema)
  return [own, ...(own.allOf ?? []).flatMap(parts)]
}

/** Paths of members that no schema names. Objects that the file leaves free are not looked into. */
function unknownMembers(schema: Schema, value: unknown, at = ''): string[] {
  if (Array.isArray(value)) {
    const items = parts(schema).find((part) => part.items !== undefined)?.items
    return items === undefined
      ? []
      : value.flatMap((one, index) => unknownMembers(items, one, `${at}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return []
  const all = parts(schema)
  const known = new Map(all.flatMap((part) => Object.entries(part.properties ?? {})))
  if (known.size === 0 || all.some((part) => part.additionalProperties !== undefined)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const described = known.get(name)
    return described === undefined ? [`${at}.${name}`] : unknownMembers(described, member, `${at}.${name}`)
  })
}

interface Judged {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** What is wrong with an answer; empty when it conforms. */
export function problemsOf(operationId: string, answer: Judged): string[] {
  const { responses } = find(operationId)
  const response = responses[String(answer.status)] ?? (answer.status >= 400 ? responses.default : undefined)
  if (response === undefined) return [`status ${answer.status} is not described`]
  const media = resolved(response).content?.['application/json']
  if (media === undefined) return answer.text === '' ? [] : ['a body where none is described']
  const type = answer.headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) return [`content type ${type}`]
  const body: unknown = JSON.parse(answer.text)
  const validate = ajv.compile({ ...inPlace(media.schema) })
  const wrong = validate(body)
    ? []
    : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`)
  return [...wrong, ...unknownMembers(media.schema, body)]
}

const inPlace = (schema: Schema) => (schema.$ref === undefined ? schema : { $ref: `console${schema.$ref}` })
