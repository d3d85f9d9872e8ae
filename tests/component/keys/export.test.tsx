// Export of the list: what is asked of the main process, what the dialog says before and after, and where it can be reached.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { presentCommands } from '../../../src-renderer/palette/commands'
import { KeyExport } from '../../../src-shared/key-export'
import { noFilters } from '../../doubles/filters'
import { button, connectionId, description, inventoryOf, isOff, leaveNothing, openKeys } from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

// Loaded on demand in the app; here nothing waits for that.
beforeAll(() => import('../../../src-renderer/keys/export-dialog'))
beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const keys = [
  sampleKey(1, { description: 'Grafana prod' }),
  sampleKey(2, { description: 'Grafana test', status: { word: 'disabled', raw: 'disabled' } }),
  sampleKey(3, { description: 'Mailer' }),
]
const saved = { fileName: 'keys.csv', folder: '/home/x', count: 2, incomplete: [] as string[] }
const status = () => screen.getByRole('status', { name: 'Export' }).textContent

async function openExport(answer: typeof saved | null | 'fails' = saved) {
  const u = userEvent.setup()
  const main = await openKeys(inventoryOf(keys), {
    answers: {
      'keys.export': () =>
        answer === 'fails'
          ? { code: 'save-failed', detail: { reason: 'exists' }, trace: 't' }
          : { saved: answer },
    },
  })
  await u.type(screen.getByRole('searchbox', { name: 'Search keys' }), 'grafana')
  await u.click(button('Export'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Export keys' }))
  const asked = () =>
    main.calls.filter(([name]) => name === 'keys.export').map(([, input]) => input as KeyExport)
  return { u, main, dialog, asked }
}

test('names what will be in the file, and asks for the list as it is shown: never for a row', async () => {
  const { u, dialog, asked } = await openExport()
  expect(
    dialog.getByText(
      '2 keys, 10 columns: Console, Description, Type, Access, Owner, Company, Status, Created, Read at, Complete.',
    ),
  ).toBeTruthy()
  expect(dialog.getByRole('radiogroup', { name: 'Format' })).toBeTruthy()
  await u.click(dialog.getByRole('button', { name: 'Export' }))
  expect(asked()).toEqual([
    {
      shown: {
        scope: { kind: 'console', connectionId },
        text: 'grafana',
        filters: noFilters,
        sort: { column: 'description', direction: 'ascending' },
      },
      columns: ['description', 'type', 'access', 'owner', 'company', 'status', 'created'],
      format: 'csv',
    },
  ])
  expect(KeyExport.safeParse(asked()[0]).success).toBe(true)
  await waitFor(() => expect(status()).toBe('Saved 2 keys as keys.csv in /home/x.'))
  await u.click(dialog.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() => expect(document.activeElement).toBe(button('Export')))
})

test('JSON with the details of each key', async () => {
  const { u, dialog, asked } = await openExport()
  await u.click(dialog.getByRole('radio', { name: 'JSON' }))
  await u.click(dialog.getByRole('checkbox', { name: /^Also key ID/ }))
  await u.click(dialog.getByRole('button', { name: 'Export' }))
  expect(asked()[0]).toMatchObject({ format: 'json' })
  expect(asked()[0]?.columns).toEqual(
    expect.arrayContaining(['description', 'id', 'scope', 'fingerprint', 'bits']),
  )
})

test('a list that is not whole is said to be so', async () => {
  const { u, dialog } = await openExport({ ...saved, incomplete: ['EU-1', 'US-1', 'AP-1'] })
  await u.click(dialog.getByRole('button', { name: 'Export' }))
  await waitFor(() =>
    expect(status()).toBe(
      'Saved 2 keys as keys.csv in /home/x. The list of EU-1, US-1 and 1 other is not complete; the file says so.',
    ),
  )
})

test('cancelled in the system’s dialog: nothing is said; a failure says what to do', async () => {
  const first = await openExport(null)
  await first.u.click(first.dialog.getByRole('button', { name: 'Export' }))
  expect(status()).toBe('')
  cleanup()
  leaveNothing()
  stubSizes()
  const { u, dialog } = await openExport('fails')
  await u.click(dialog.getByRole('button', { name: 'Export' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('There is a file of this name already')
})

test('nothing shown, nothing to export: the button and the palette say why', async () => {
  const u = userEvent.setup()
  const main = await openKeys(inventoryOf(keys))
  await u.type(screen.getByRole('searchbox', { name: 'Search keys' }), 'nothing like it')
  await waitFor(() => expect(isOff(button('Export'))).toBe(true))
  expect(description(button('Export'))).toBe('The list shows no keys.')
  expect(presentCommands().find(({ id }) => id === 'export')?.whyNot).toBe('The list shows no keys.')
  expect(main.calls.filter(([name]) => name === 'keys.export')).toEqual([])
})

test('the palette has the actions of the selection with their reasons', async () => {
  const u = userEvent.setup()
  await openKeys(inventoryOf(keys))
  const whyNot = (id: string) => presentCommands().find((one) => one.id === id)?.whyNot
  expect(whyNot('keys-disable')).toBe('Select a key first.')
  await u.click(screen.getByRole('rowheader', { name: 'Grafana test' }))
  expect(whyNot('keys-disable')).toBe('This key is already disabled.')
  expect(whyNot('keys-enable')).toBeNull()
  cleanup()
  expect(presentCommands()).toEqual([])
})
