// The whole list of keys from a console that never stops listing: limited over both kinds of keys, and said to be.
import { expect, it } from 'vitest'
import { createConsoleApi } from '../../../src-main/console/console-api'
import { mostRows } from '../../../src-main/console/paging'

const rowsPerPage = 20_000

/** @param last rows of each kind; answers pages of its own size, whatever is asked for */
function endlessConsole(last: number) {
  let requests = 0
  const send = async (_: unknown, { path }: { path: string }) => {
    requests += 1
    const query = new URLSearchParams(path.split('?')[1])
    const offset = Number(query.get('offset'))
    const kind = query.get('filter')?.includes('"AA"') ? 'AA' : 'AK'
    const length = Math.max(0, Math.min(rowsPerPage, last - offset))
    const data = Array.from({ length }, (_, index) => ({
      id: (kind === 'AA' ? 1e9 : 0) + offset + index,
      userUid: 'u',
      identityProviderName: kind,
      isReadAccessOnly: true,
    }))
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ data })),
    }
  }
  const api = createConsoleApi({
    http: { send, presented: () => null, forget: () => {} },
    log: { event: () => {}, trace: () => '' },
    newRequestId: () => 'r',
    sleep: async () => {},
    monotonic: () => 0,
  })
  const target = { connectionId: 'c', origin: 'https://vspc.example:1280', pin: null, generation: 0 }
  const request = { role: 'PortalAdministrator', organizationUid: 'o', userUid: 'u' }
  return { list: () => api.listKeys(target, 'bearer', request), requests: () => requests }
}

it('both kinds together above the limit, each below: cut and said (N-27, S-18)', async () => {
  const console = endlessConsole(150_000)
  const { records, complete } = await console.list()
  expect(records).toHaveLength(mostRows)
  expect(new Set(records.map((record) => record.id)).size).toBe(mostRows)
  expect(console.requests()).toBeLessThan(40)
  expect(complete).toBe(false)
})

it('below the limit: whole', async () => {
  const { records, complete } = await endlessConsole(45_000).list()
  expect(records).toHaveLength(90_000)
  expect(complete).toBe(true)
})
