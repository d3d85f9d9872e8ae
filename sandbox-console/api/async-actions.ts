// Actions behind 202 answers: kept in memory, because their results may hold a secret.
import type { Clock } from '../clock'
import type { Options } from '../options'
import type { AsyncActionInfo } from '../wire'

export interface Finished {
  readonly status: number
  readonly body: unknown
}

interface ActionRequest {
  readonly id: string
  readonly initiatorUid: string
  readonly actionName: string
  readonly queryParameters: Record<string, string[]> | null
  readonly requestBody: string | null
  readonly run: () => Promise<Finished>
}

export interface AsyncActions {
  start(request: ActionRequest): void
  /** Running actions of this user. */
  running(userUid: string): AsyncActionInfo[]
  info(userUid: string, id: string): AsyncActionInfo | undefined
  result(userUid: string, id: string): Finished | undefined
  /** False when there is nothing that could be cancelled. */
  cancel(userUid: string, id: string): boolean
  clear(userUid: string, id: string): boolean
  stop(): void
}

export const resultRetentionSeconds = 300
const failureRetentionSeconds = 3600

interface Action {
  readonly request: ActionRequest
  status: 'running' | 'succeed' | 'failed' | 'canceled'
  result: Finished | undefined
  forgetAtMs: number
}

const infoOf = ({ request, status }: Action): AsyncActionInfo => ({
  id: request.id,
  initiatorUid: request.initiatorUid,
  actionName: request.actionName,
  status,
  queryParameters: request.queryParameters,
  requestBody: request.requestBody,
})

export function createAsyncActions(parts: {
  readonly clock: Clock
  readonly options: Options
  readonly wait: (delayMs: number) => Promise<void>
}): AsyncActions {
  const { clock, options, wait } = parts
  const actions = new Map<string, Action>()
  let isStopped = false

  const work = async (action: Action) => {
    await wait(options.get('async-ms'))
    if (isStopped || action.status !== 'running') return
    const result = await action.request.run()
    const isFine = result.status < 400
    action.result = result
    action.status = isFine ? 'succeed' : 'failed'
    action.forgetAtMs = clock.now() + (isFine ? resultRetentionSeconds : failureRetentionSeconds) * 1000
  }

  const find = (userUid: string, id: string): Action | undefined => {
    for (const [key, action] of actions) if (action.forgetAtMs <= clock.now()) actions.delete(key)
    const action = actions.get(id.toLowerCase())
    return action?.request.initiatorUid === userUid ? action : undefined
  }

  return {
    start(request) {
      const action: Action = {
        request,
        status: 'running',
        result: undefined,
        forgetAtMs: Number.POSITIVE_INFINITY,
      }
      actions.set(request.id.toLowerCase(), action)
      void work(action)
    },
    running: (userUid) =>
      [...actions.values()]
        .filter((one) => one.request.initiatorUid === userUid && one.status === 'running')
        .map(infoOf),
    info(userUid, id) {
      const action = find(userUid, id)
      return action && infoOf(action)
    },
    result: (userUid, id) => find(userUid, id)?.result,
    cancel(userUid, id) {
      const action = find(userUid, id)
      if (action?.status !== 'running') return false
      action.status = 'canceled'
      action.forgetAtMs = clock.now() + resultRetentionSeconds * 1000
      return true
    },
    clear(userUid, id) {
      const action = find(userUid, id)
      if (action?.result === undefined) return false
      action.result = undefined
      return true
    },
    stop() {
      isStopped = true
    },
  }
}
