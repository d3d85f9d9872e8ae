// The schema of a failure where it stands inside a topic or an outcome.
import { z } from 'zod'
import { failureCodes } from './errors'

export const FailureShape = z.object({
  code: z.enum(failureCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  trace: z.string(),
})
