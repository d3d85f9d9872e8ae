// Builds the query of a request: structured parameters are JSON text, URL-encoded (vspc-rest.md section 5).
import { AppError } from '../../src-shared/errors'

type Value = string | number | boolean | readonly object[] | undefined

/** `?a=b&c=d` with everything percent-encoded; undefined values are left out. */
export function query(values: Readonly<Record<string, Value>>): string {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return []
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return [`${name}=${encodeURIComponent(text)}`]
  })
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** A console's own identifier as one segment of a path; one that would lead elsewhere is refused. */
export function segment(id: string): string {
  if (!/^(?!\.{1,2}$)[\w.-]{1,100}$/.test(id)) throw new AppError('bad-response', { reason: 'id' })
  return id
}

export const select = (members: readonly string[]) => members.map((propertyPath) => ({ propertyPath }))

export const equalsIgnoringCase = (property: string, value: string) => [
  { property, operation: 'equals', collation: 'ignorecase', value },
]

const columns = [
  'id',
  'userUid',
  'userName',
  'companyId',
  'companyName',
  'identityProviderName',
  'description',
  'isReadAccessOnly',
  'scopes',
  'status',
  'creationDate',
] as const

/** Everything that is shown of a key. `parameters`, where a Simple key's secret once stood, is not among it. */
export const keyColumns = select(columns)
/** For Advanced keys, whose `parameters` is the registered public key. */
export const advancedKeyColumns = select([...columns, 'parameters'])
export const userColumns = select([
  'instanceUid',
  'organizationUid',
  'userName',
  'role',
  'status',
  'mfaPolicyConfigurationStatus',
])
const organizationColumns = ['instanceUid', 'name', 'status', 'isRestAccessEnabled', 'permissions'] as const
export const resellerColumns = select(organizationColumns)
/** A reseller has no `resellerUid`; naming it there would be refused. */
export const companyColumns = select([...organizationColumns, 'resellerUid'])
/** Before REST 3.6 no console knows `isRestAccessEnabled`, and it may refuse to be asked for it. */
export const olderColumns = (columns: ReturnType<typeof select>) =>
  columns.filter(({ propertyPath }) => propertyPath !== 'isRestAccessEnabled')
