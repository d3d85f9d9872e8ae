// Which members the items of an answer have, read from its schema: the base of filter, sort and select.
import type { Members } from '../query/filter'

/** As the document stands after its references were put in place. */
interface Schema {
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
}

function propertiesOf(schema: Schema): [string, Schema][] {
  return [...Object.entries(schema.properties ?? {}), ...(schema.allOf ?? []).flatMap(propertiesOf)]
}

/** Paths such as `profile.email`, of one object or of the items of a list. */
export function membersOf(responses: unknown): Members {
  const ok = (responses as Readonly<Record<string, { content?: Record<string, { schema?: Schema }> }>>)['200']
  const envelope = ok?.content?.['application/json']?.schema ?? {}
  const data = propertiesOf(envelope).find(([name]) => name === 'data')?.[1] ?? {}
  const found = new Map<string, { isDate: boolean }>()
  const walk = (schema: Schema, prefix: string) => {
    for (const [name, member] of propertiesOf(schema)) {
      found.set(prefix + name, { isDate: member.format === 'date-time' })
      walk(member, `${prefix}${name}.`)
    }
  }
  walk(data.items ?? data, '')
  return found
}
