// Wire types as the sandbox console emits them: the generated ones, with 64-bit ids kept whole.
import type { components, operations } from '../src-shared/wire/console-api'

type Schemas = components['schemas']

export type OperationId = keyof operations
/** The generator can only say `number` for int64; this is the one place that says otherwise (decisions D20). */
export type UserLogin = Omit<Schemas['UserLogin'], 'id'> & { id: bigint }
export type User = Schemas['User']
export type UserRole = Schemas['UserRole']
export type LoginStatus = Schemas['LoginStatus']
export type LoginScope = Schemas['LoginScope']
export type Organization = Schemas['Organization']
export type Company = Schemas['Company']
export type Reseller = Schemas['Reseller']
export type Provider = Schemas['Provider']
export type PolicySettings = Schemas['PolicySettings']
export type About = Schemas['About']
export type TokenResult = Schemas['TokenResult']
export type OAuth2Error = Schemas['OAuth2Error']
export type RsaKeyPair = Schemas['RsaKeyPair']
export type TotpSecret = Schemas['TotpSecret']
export type AsyncActionInfo = Schemas['AsyncActionInfo']
export type AsyncActionsConfig = Schemas['AsyncActionsConfig']
export type ActivityLog = Schemas['ActivityLog']
export type ActivityLogKind = Schemas['ActivityLogKind']
export type ResponseError = Schemas['ResponseError']
export type PagingInfo = Schemas['PagingInfo']
export type FilterExpression = Schemas['FilterExpression']
export type SortExpression = Schemas['SortExpression']
export type SelectExpression = Schemas['SelectExpression']
export type JsonPatchOperation = Schemas['JsonPatchOperation']
export type Collation = Schemas['Collation']
