// The dialogs about consoles: what they send, what an import shows before and after, and how a bad file is told.
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import { ConnectScreen } from '../../../src-renderer/connect/connect-screen'
import { type ConsoleDialog, useConsoleDialogs } from '../../../src-renderer/consoles/use-console-dialogs'
import type { Connection } from '../../../src-shared/connection'
import type { Failure } from '../../../src-shared/errors'
import { certificate, connection, connectionId, failure, show, topics } from '../fake-bridge'

// Loaded beforehand: on a busy machine that takes longer than a test waits for a dialog.
beforeAll(async () => {
  await Promise.all([
    import('../../../src-renderer/consoles/add-console-dialog'),
    import('../../../src-renderer/consoles/looks-fields'),
    import('../../../src-renderer/consoles/arrange-dialog'),
    import('../../../src-renderer/consoles/connection-dialogs'),
    import('../../../src-renderer/consoles/export-dialog'),
    import('../../../src-renderer/consoles/import-dialog'),
    import('../../../src-renderer/certificate/untrusted-dialog'),
  ])
})

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const previewId = idOf(77)
const three = [1, 2, 3].map((at) =>
  connection({ id: idOf(at), name: `C${at}`, origin: `https://c${at}.example:1280`, pin: null }),
)

function Opener({ dialog }: { readonly dialog: ConsoleDialog }) {
  const open = useConsoleDialogs()
  return (
    <button type="button" onClick={() => open(dialog)}>
      Open
    </button>
  )
}

async function opened(dialog: ConsoleDialog, connections: Connection[] = [connection()], prepare = () => {}) {
  const shown = await show(<Opener dialog={dialog} />, topics({ connections }), prepare)
  return { ...shown, open: () => press('Open') }
}
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))
const looks = { group: '', color: 'none', tag: null } as const
const preview = (change: object = {}) => ({
  value: {
    preview: {
      previewId,
      fileName: 'list.json',
      adds: [
        { name: 'EU-1', origin: 'https://evil.example:1280', ...looks, tag: 'production', nameIsTaken: true },
        { name: 'US-1', origin: 'https://us.example:1280', ...looks, group: 'America', nameIsTaken: false },
      ],
      known: [{ name: 'Old', origin: 'https://c1.example:1280', knownAs: 'C1' }],
      repeated: 2,
      ...change,
    },
  },
})

describe('Edit connection', () => {
  it('sends name, group, tag and colour; the groups that exist are proposed', async () => {
    const { bridge, open } = await opened({ kind: 'edit', connectionId }, [
      connection(),
      connection({ id: idOf(2), group: 'Europe' }),
    ])
    await open()
    const dialog = await screen.findByRole('dialog', { name: 'Edit connection' })
    const name = within(dialog).getByRole('textbox', { name: 'Name' })
    await userEvent.clear(name)
    await userEvent.type(name, 'Frankfurt')
    await userEvent.click(within(dialog).getByRole('combobox', { name: 'Group' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Europe' }))
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Production' }))
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Teal' }))
    await press('Save')
    expect(bridge.inputsOf('connections.edit')).toEqual([
      { connectionId, name: 'Frankfurt', group: 'Europe', tag: 'production', color: 'teal' },
    ])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('takes a group that does not exist yet, and tags can be taken away', async () => {
    const { bridge, open } = await opened({ kind: 'edit', connectionId }, [
      connection({ tag: 'test', group: 'Old' }),
    ])
    await open()
    const group = await screen.findByRole('combobox', { name: 'Group' })
    await userEvent.clear(group)
    await userEvent.type(group, 'New ones ')
    await userEvent.click(screen.getByRole('radio', { name: 'None', checked: false }))
    await press('Save')
    expect(bridge.inputsOf('connections.edit')).toMatchObject([{ group: 'New ones', tag: null }])
  })

  it('a name of which nothing can be seen is not sent', async () => {
    const { bridge, open } = await opened({ kind: 'edit', connectionId })
    await open()
    const name = await screen.findByRole('textbox', { name: 'Name' })
    await userEvent.clear(name)
    await userEvent.click(name)
    await userEvent.paste('\u200b\u202e')
    await press('Save')
    expect(bridge.inputsOf('connections.edit')).toEqual([])
    expect(screen.getByText('Enter a name.')).toBeTruthy()
  })
})

describe('Connect to a console, with others there', () => {
  it('sends the marks with the address, asks about the certificate, and hands over the connection', async () => {
    const added: string[] = []
    const { bridge, open } = await opened({ kind: 'add', onAdded: (id) => added.push(id) })
    bridge.answer('connections.connect', {
      value: { kind: 'untrusted', origin: 'https://c2.example:1280', certificate: certificate() },
    })
    await open()
    const dialog = await screen.findByRole('dialog', { name: 'Connect to a console' })
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Console address' }), 'c2.example')
    await userEvent.click(await within(dialog).findByRole('radio', { name: 'Test' }))
    await press('Connect')
    const question = await screen.findByRole('alertdialog', { name: 'Certificate not trusted' })
    expect(added).toEqual([])
    bridge.answer('connections.connect', { value: { kind: 'connected', connectionId: idOf(2) } })
    await userEvent.click(within(question).getByRole('button', { name: 'Trust this certificate' }))
    await waitFor(() => expect(added).toEqual([idOf(2)]))
    const sent = { address: 'c2.example', name: 'c2.example', ...looks, tag: 'test' }
    expect(bridge.inputsOf('connections.connect')).toEqual([
      sent,
      { ...sent, trust: certificate().fingerprint256 },
    ])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('while the console is asked it stays, the address too; afterwards it can be left', async () => {
    const { bridge, open } = await opened({ kind: 'add' })
    await open()
    const dialog = await screen.findByRole('dialog', { name: 'Connect to a console' })
    const address = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Console address' })
    let answer: (value: { failure: Failure }) => void = () => {}
    bridge.answer('connections.connect', new Promise((resolve) => (answer = resolve)))
    await userEvent.type(address, 'c2.example{Enter}')
    const cancel = within(dialog).getByRole('button', { name: 'Cancel' })
    expect(cancel.getAttribute('aria-description')).toBe('Wait until the console has answered.')
    await userEvent.click(cancel)
    await userEvent.type(address, '.other')
    await userEvent.keyboard('{Escape}')
    expect(screen.getByRole('dialog', { name: 'Connect to a console' })).toBeTruthy()
    expect(address.value).toBe('c2.example')
    await act(async () => answer({ failure: failure('timeout') }))
    expect((await within(dialog).findByRole('alert')).textContent).toMatch(/in time/)
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('Cancel and Escape leave it', async () => {
    const { bridge, open } = await opened({ kind: 'add' })
    await open()
    await screen.findByRole('dialog', { name: 'Connect to a console' })
    await press('Cancel')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await open()
    await screen.findByRole('dialog', { name: 'Connect to a console' })
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(bridge.calls).toEqual([])
  })
})

describe('Consoles', () => {
  it('moves one by one place, with the whole list, and says where it is now', async () => {
    const { bridge, open } = await opened({ kind: 'arrange' }, three)
    await open()
    await screen.findByRole('dialog', { name: 'Consoles' })
    await press('Move C3 up')
    await press('Move C1 down')
    expect(bridge.inputsOf('connections.order')).toEqual([
      { connectionIds: [idOf(1), idOf(3), idOf(2)] },
      { connectionIds: [idOf(2), idOf(1), idOf(3)] },
    ])
    expect(screen.getByRole('status', { name: 'Order' }).textContent).toBe('C1 is now number 2 of 3.')
  })

  it('lists and moves in the order of Ctrl+1 to Ctrl+9, where groups stand together', async () => {
    const [one, two, third] = three
    if (!one || !two || !third) throw new Error('no consoles')
    // The tree shows C1, C3, C2.
    const list = [{ ...one, group: 'Europe' }, two, { ...third, group: 'Europe' }]
    const { bridge, open } = await opened({ kind: 'arrange' }, list)
    const names = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent?.slice(0, 2))
    const said = () => screen.getByRole('status', { name: 'Order' }).textContent
    await open()
    await screen.findByRole('dialog', { name: 'Consoles' })
    expect(names()).toEqual(['C1', 'C3', 'C2'])
    await press('Move C1 down')
    expect(bridge.inputsOf('connections.order').at(-1)).toEqual({
      connectionIds: [idOf(3), idOf(1), idOf(2)],
    })
    expect(said()).toBe('C1 is now number 2 of 3.')
    await press('Move C3 down')
    expect(bridge.inputsOf('connections.order').at(-1)).toEqual({
      connectionIds: [idOf(2), idOf(1), idOf(3)],
    })
    expect(said()).toBe('C3 is now number 3 of 3. Its group moved with it.')
    await press('Move C2 up')
    expect(bridge.inputsOf('connections.order').at(-1)).toEqual({
      connectionIds: [idOf(2), idOf(1), idOf(3)],
    })
    expect(said()).toBe('C2 is now number 1 of 3.')
    await press('Move C1 up')
    await press('Move C2 down')
    expect(bridge.calls).toHaveLength(3)
  })

  it('the ends stay where they are, and say why', async () => {
    const { bridge, open } = await opened({ kind: 'arrange' }, three)
    await open()
    await screen.findByRole('dialog', { name: 'Consoles' })
    await press('Move C1 up')
    await press('Move C3 down')
    expect(bridge.calls).toEqual([])
    expect(screen.getByRole('button', { name: 'Move C1 up' }).getAttribute('aria-description')).toBe(
      'It is the first.',
    )
  })

  it('edit and remove open over it, and it is there again afterwards', async () => {
    const { bridge, open } = await opened({ kind: 'arrange' }, three)
    await open()
    await screen.findByRole('dialog', { name: 'Consoles' })
    await press('Remove C2')
    const question = await screen.findByRole('alertdialog', { name: 'Remove connection' })
    await userEvent.click(within(question).getByRole('button', { name: 'Remove' }))
    expect(bridge.inputsOf('connections.remove')).toEqual([{ connectionId: idOf(2) }])
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    await press('Edit C1')
    await screen.findByRole('dialog', { name: 'Edit connection' })
    await press('Cancel')
    expect(await screen.findByRole('dialog', { name: 'Consoles' })).toBeTruthy()
  })
})

describe('Export connections', () => {
  it('says what is in the file before, and where it is afterwards', async () => {
    const { bridge, open } = await opened({ kind: 'export' }, three)
    bridge.answer('connections.export', {
      value: { saved: { fileName: 'list.json', folder: '/home/m', count: 3 } },
    })
    await open()
    const dialog = await screen.findByRole('dialog', { name: 'Export connections' })
    expect(dialog.textContent).toMatch(/No user names, passwords, sign-ins or keys/)
    await press('Save to file…')
    await waitFor(() =>
      expect(within(dialog).getByRole('status').textContent).toBe(
        '3 consoles saved to list.json in /home/m.',
      ),
    )
    await press('Close')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('a cancelled save dialog leaves it open; a failure is told', async () => {
    const { bridge, open } = await opened({ kind: 'export' })
    bridge.answer('connections.export', { value: { saved: null } })
    await open()
    await screen.findByRole('dialog', { name: 'Export connections' })
    await press('Save to file…')
    expect(screen.getByRole('button', { name: 'Save to file…' })).toBeTruthy()
    bridge.answer('connections.export', { failure: failure('save-failed', { reason: 'exists' }) })
    await press('Save to file…')
    expect((await screen.findByRole('alert')).textContent).toMatch(/There is a file of this name already/)
  })
})

describe('Import connections', () => {
  it('shows what would be added, with a warning at a name that is taken, then adds exactly that', async () => {
    const { bridge, open } = await opened({ kind: 'import' })
    bridge.answer('connections.chooseImport', preview())
    await open()
    const dialog = await screen.findByRole('dialog', { name: 'Import connections' })
    const adds = within(within(dialog).getByRole('list', { name: 'Consoles to add' })).getAllByRole(
      'listitem',
    )
    expect(adds.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^EU-1Production.*evil\.example.*Another console is called so\. Compare the addresses\.$/,
      ),
      expect.stringMatching(/^US-1.*us\.example.*, in America$/),
    ])
    expect(dialog.textContent).toMatch(/1 console is in your list already; 2 entries repeat an address/)
    expect(bridge.inputsOf('connections.import')).toEqual([])
    bridge.answer('connections.import', { value: { added: 2, known: 1, repeated: 2 } })
    await press('Add 2 consoles')
    expect(bridge.inputsOf('connections.import')).toEqual([{ previewId }])
    expect((await screen.findByRole('status')).textContent).toBe(
      '2 consoles added. 1 console is in your list already; 2 entries repeat an address of the file. Nothing changes there.',
    )
    expect(screen.getByText(/you decide about its certificate/)).toBeTruthy()
  })

  it('a cancelled dialog opens nothing', async () => {
    const { bridge, open } = await opened({ kind: 'import' })
    bridge.answer('connections.chooseImport', { value: { preview: null } })
    await open()
    await waitFor(() => expect(bridge.inputsOf('connections.chooseImport')).toHaveLength(1))
    expect(screen.queryByRole('dialog')).toBeNull()
    // The next press asks again.
    await open()
    await waitFor(() => expect(bridge.inputsOf('connections.chooseImport')).toHaveLength(2))
  })

  it('a file with nothing new says so, and has nothing to press but Close', async () => {
    const { bridge, open } = await opened({ kind: 'import' })
    bridge.answer('connections.chooseImport', preview({ adds: [], repeated: 0 }))
    await open()
    const dialog = await screen.findByRole('dialog', { name: 'Import connections' })
    expect(within(dialog).getByRole('status').textContent).toMatch(/^No console was added\. 1 console is in/)
    expect(
      within(dialog)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Close'])
  })

  it('a bad file names the line, and another can be chosen', async () => {
    const { bridge, open } = await opened({ kind: 'import' })
    bridge.answer('connections.chooseImport', {
      failure: failure('import-refused', { reason: 'origin-insecure', line: 12, column: 17 }),
    })
    await open()
    const dialog = await screen.findByRole('alertdialog', { name: 'Import connections' })
    expect(within(dialog).getByRole('alert').textContent).toMatch(
      /Line 12, column 17: the address is not encrypted \(http\)\. Nothing of the file was taken over\./,
    )
    bridge.answer('connections.chooseImport', preview())
    await press('Choose another file…')
    expect(await screen.findByRole('button', { name: 'Add 2 consoles' })).toBeTruthy()
  })

  it('hidden characters in a file name are shown as what they are', async () => {
    const { bridge, open } = await opened({ kind: 'import' })
    bridge.answer('connections.chooseImport', preview({ fileName: 'a\u202eb.json' }))
    await open()
    expect((await screen.findByRole('dialog')).textContent).toContain('a[U+202E]b.json')
  })

  it('is offered on the first screen, and its result outlives that screen', async () => {
    const { bridge } = await show(<ConnectScreen />)
    bridge.answer('connections.chooseImport', preview())
    await press('Import connections…')
    expect(await screen.findByRole('dialog', { name: 'Import connections' })).toBeTruthy()
  })
})
