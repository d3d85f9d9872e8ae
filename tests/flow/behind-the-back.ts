// Another program at the sandbox console, over HTTP: what it does the app only learns from the next list.
import type { Sandbox } from '../../sandbox-console/sandbox'
import type { KeyRecord } from '../../src-shared/key'
import { accountOf } from './parts'

async function send(
  sandbox: Sandbox,
  method: string,
  path: string,
  bearer: string | null,
  body: { readonly type: string; readonly text: string } | null = null,
): Promise<unknown> {
  const outcome = await sandbox.handle({
    method,
    target: `/api/v3${path}`,
    headers: {
      host: '127.0.0.1',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === null ? {} : { 'content-type': body.type }),
    },
    body: Buffer.from(body?.text ?? ''),
  })
  if (outcome === null || outcome.status !== 200) throw new Error(`${method} ${path}: ${outcome?.status}`)
  return JSON.parse(outcome.body)
}

/** Signs in as the first account of this role. */
export async function outsider(sandbox: Sandbox, role = 'PortalAdministrator') {
  const { userName: username, password } = accountOf(sandbox, role)
  const form = new URLSearchParams({ grant_type: 'password', username, password }).toString()
  const type = 'application/x-www-form-urlencoded'
  const answer = (await send(sandbox, 'POST', '/token', null, { type, text: form })) as {
    access_token: string
  }
  const bearer = answer.access_token
  const at = ({ userUid, id }: KeyRecord) => `/users/${userUid}/logins/${id}`
  return {
    async patch(key: KeyRecord, path: string, value: string): Promise<void> {
      const text = JSON.stringify([{ op: 'replace', path, value }])
      await send(sandbox, 'PATCH', at(key), bearer, { type: 'application/json', text })
    },
    async remove(key: KeyRecord): Promise<void> {
      await send(sandbox, 'DELETE', at(key), bearer)
    },
    /** A Simple key of the account itself. */
    async create(description: string): Promise<void> {
      const me = (await send(sandbox, 'GET', '/users/me', bearer)) as { data: { instanceUid: string } }
      const query = new URLSearchParams({ description, scopes: 'rest', isReadAccessOnly: 'true' })
      await send(sandbox, 'POST', `/users/${me.data.instanceUid}/logins/apikey?${query}`, bearer)
    },
  }
}
