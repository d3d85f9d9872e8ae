// An older console: what VSPC 8.1 says otherwise, and that its answers fit the contract all the same.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCommandLine } from '../../sandbox-console/command-line'
import { patch, query, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
let bearer: string
beforeAll(async () => {
  console = await startTestConsole({ version: '8.1' })
  bearer = await console.bearer()
})
afterAll(() => console.stop())

const get = (path: string) => console.send('GET', path, { bearer })
const rest = async (path: string) =>
  Object.fromEntries(
    (((await get(path)).body.data ?? []) as { name: string; permissions: string[] }[]).map((one) => [
      one.name,
      one.permissions,
    ]),
  )

it('REST access is a permission, of companies and resellers', async () => {
  expect(await rest('/organizations/companies?limit=500')).toMatchObject({
    'Corvid Legal': ['REST'],
    'Ellis Dental': [],
  })
  expect(await rest('/organizations/resellers?limit=500')).toEqual({ Harbourline: ['REST'] })
  const { text } = await get('/organizations/companies?limit=500')
  expect(text).not.toContain('isRestAccessEnabled')
})

it('what came later is unknown: selected, filtered or patched it is refused', async () => {
  const select = query([{ propertyPath: 'name' }, { propertyPath: 'isRestAccessEnabled' }])
  expect((await get(`/organizations/companies?select=${select}`)).status).toBe(400)
  const older = query([{ propertyPath: 'name' }, { propertyPath: 'permissions' }])
  expect((await get(`/organizations/companies?select=${older}`)).status).toBe(200)
  const filter = query([{ property: 'isRestAccessEnabled', operation: 'equals', value: true }])
  expect((await get(`/organizations/companies?filter=${filter}`)).status).toBe(400)
  const uid = console.sandbox.control.organizations().find(({ name }) => name === 'Corvid Legal')?.uid
  const json = patch('isRestAccessEnabled', false)
  const refused = await console.send('PATCH', `/organizations/companies/${uid}`, { bearer, json })
  expect(refused.body.errors?.[0]?.code).toBe(1001)
})

it('names its build', async () => {
  expect((await get('/about')).body.data?.serverVersion).toBe('8.1.0.21377')
})

it('knows no read-only tokens', async () => {
  const form = {
    grant_type: 'password',
    username: 'NG-VSPC\\m.lindqvist',
    password: 'Demo-Lindqvist-1',
    readOnly: 'true',
  }
  const { body } = await console.token(form)
  const me = await console.me(body.access_token ?? '')
  const path = `/users/${me.instanceUid}/logins/apikey?description=made&scopes=rest&isReadAccessOnly=true`
  expect((await console.send('POST', path, { bearer: body.access_token ?? '' })).status).toBe(200)
})

it.each(['9.2', '8.1'])('--version %s is taken', (version) =>
  expect(readCommandLine(['--version', version]).version).toBe(version),
)
