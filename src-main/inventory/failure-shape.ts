// A failure as it stands inside a topic or an outcome, with its line in the event log under the same trace.
import { AppError, type Failure } from '../../src-shared/errors'
import type { Log } from '../log/log'

/** Anything that is no AppError becomes `internal`; its text stays out of the log too. */
export function failureShape(error: unknown, action: string, log: Log): Failure {
  const trace = log.trace()
  const { code, detail } = error instanceof AppError ? error : new AppError('internal')
  log.event('action.failed', { action, code, trace })
  return { code, detail: { ...detail }, trace }
}
