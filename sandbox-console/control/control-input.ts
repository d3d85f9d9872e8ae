// Checks of what arrives at the control channel; a typing error there must not pass for a fault that never comes.
import Ajv from 'ajv'
import type { Fault, Hold } from '../api/faults'
import type { OrganizationChange } from '../store/organizations'
import type { ActivityOrder } from './control'
import { InputProblem } from './control-problem'

const ajv = new Ajv({ allErrors: true })

function checker<T>(schema: object): (value: unknown) => T {
  const validate = ajv.compile(schema)
  return (value) => {
    if (!validate(value)) throw new InputProblem(ajv.errorsText(validate.errors, { dataVar: 'body' }))
    return value as T
  }
}

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
})
const text = { type: 'string' }
const flag = { type: 'boolean' }
const count = { type: 'integer', minimum: 0 }

export const readFault = checker<Fault>(
  object(
    {
      operationId: text,
      times: { type: 'integer', minimum: 1 },
      delayMs: count,
      status: { type: 'integer', minimum: 200, maximum: 599 },
      headers: { type: 'object', additionalProperties: text },
      body: {},
      html: text,
      raw: text,
      base64: text,
      committed: flag,
      drop: { enum: ['before-commit', 'after-commit'] },
      accepted: flag,
      emptySecret: flag,
      parameters: text,
      throttle: object({ retryAfter: count }),
    },
    ['operationId'],
  ),
)
export const readHold = checker<Hold>(
  object({ operationId: text, at: { enum: ['before', 'after'] } }, ['operationId', 'at']),
)
export const readExpiry = checker<{ refresh?: boolean; userName?: string }>(
  object({ refresh: flag, userName: text }),
)
export const readCertificateWish = checker<{ key: 'same' | 'new' }>(
  object({ key: { enum: ['same', 'new'] } }, ['key']),
)
export const readOrganizationChange = checker<OrganizationChange>(
  object({ status: { enum: ['Active', 'Disabled'] }, isRestAccessEnabled: flag }),
)
export const readUserChange = checker<{ status: 'Enabled' | 'Disabled' }>(
  object({ status: { enum: ['Enabled', 'Disabled'] } }, ['status']),
)
export const readActivity = checker<ActivityOrder>(
  object(
    {
      type: text,
      message: text,
      kind: { enum: ['External', 'Internal'] },
      agoMs: count,
      userUid: text,
      organizationUid: text,
      count: { type: 'integer', minimum: 1, maximum: 20_000 },
    },
    ['type', 'message'],
  ),
)
export const readSkew = checker<{ skewMs: number }>(object({ skewMs: { type: 'integer' } }, ['skewMs']))
export const readOptionValues = checker<Record<string, unknown>>({ type: 'object' })
