// The HTTP port straight into a sandbox console in process, without sockets: for tests with thousands of requests.
import type { Sandbox } from '../../sandbox-console/sandbox'
import type { HttpPort } from '../../src-main/console/http-port'
import { AppError } from '../../src-shared/errors'

export function createDirectHttp(sandbox: Pick<Sandbox, 'handle'>): HttpPort {
  return {
    async send(_target, request) {
      const isAborted = () => request.signal?.aborted === true
      if (isAborted()) throw new AppError('cancelled')
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
      )
      const outcome = await sandbox.handle({
        method: request.method,
        target: request.path,
        headers,
        body: request.body ?? Buffer.alloc(0),
      })
      // Also the answer of a request that nobody waits for any more is lost.
      if (isAborted()) throw new AppError('cancelled')
      if (outcome === null) throw new AppError('unreachable', { reason: 'reset' })
      const { status, body, encoding = 'utf8' } = outcome
      return { status, headers: outcome.headers, body: Buffer.from(body, encoding) }
    },
    presented: () => null,
    forget() {},
  }
}
