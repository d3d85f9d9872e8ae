// The wizard before Create: fields, sentences, keys of the keyboard, and what is handed to the bridge.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { creation, keyRecord, online, openWizard, publicKey, user } from './fake-page'

const next = () => userEvent.click(screen.getByRole('button', { name: 'Next' }))
const description = () => screen.getByRole('textbox', { name: 'Description' })
const made = { pairId: '7f4df0a4-4f8b-4f0e-8f39-0d6a8c3c2f11', publicKey, tookMs: 640 }

async function toDetails() {
  await next()
  return description()
}

describe('a Simple key', () => {
  it('goes from the type to Create with the values that were reviewed', async () => {
    const page = await openWizard()
    expect(screen.getByRole('dialog', { name: 'Create key' })).toBeInstanceOf(HTMLElement)
    expect(screen.getByRole('radio', { name: 'Simple key' })).toBe(document.activeElement)
    expect(screen.getByText('Step 1 of 4')).toBeInstanceOf(HTMLElement)
    await userEvent.type(await toDetails(), '  Nightly export ')
    await next()
    expect(document.activeElement?.textContent).toBe('Review')
    await userEvent.click(screen.getByRole('button', { name: 'Create' }))
    expect(page.called('creation.start')).toEqual([
      {
        connectionId: online.connectionId,
        description: 'Nightly export',
        readOnly: true,
        key: { type: 'simple' },
      },
    ])
  })

  it('goes forward with Enter and creates with Ctrl+Enter', async () => {
    const page = await openWizard()
    await userEvent.keyboard('{Enter}')
    expect(description()).toBe(document.activeElement)
    await userEvent.keyboard('Nightly{Enter}')
    expect(document.activeElement?.textContent).toBe('Review')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(page.called('creation.start')).toHaveLength(1)
  })

  it('comes back from Change to the review, on the value that was changed', async () => {
    await openWizard()
    await userEvent.type(await toDetails(), 'Nightly')
    await next()
    await userEvent.click(screen.getByRole('button', { name: 'Change access' }))
    expect(screen.getByRole('switch', { name: 'Read-only access' })).toBe(document.activeElement)
    await userEvent.click(screen.getByRole('switch', { name: 'Read-only access' }))
    expect(screen.getByText('This key will be able to change and delete data.')).toBeInstanceOf(HTMLElement)
    await next()
    expect(screen.getByText('Read-write')).toBeInstanceOf(HTMLElement)
    expect(screen.getByRole('button', { name: 'Change access' })).toBe(document.activeElement)
  })
})

describe('the description', () => {
  it('is asked for only when Next is pressed', async () => {
    await openWizard()
    await toDetails()
    const sentence = 'Enter a description so others know what uses this key.'
    expect(screen.queryByText(sentence)).toBeNull()
    await next()
    expect(screen.getByText(sentence)).toBeInstanceOf(HTMLElement)
    expect(description()).toBe(document.activeElement)
  })

  it.each([
    ['a<b', /does not take </],
    ['ghp_1234567890abcdefghij', /looks like a secret/],
    ['x'.repeat(129), /129 characters/],
  ])('%s is refused while it is typed', async (text, sentence) => {
    await openWizard()
    const field = await toDetails()
    await userEvent.click(field)
    await userEvent.paste(text)
    expect(screen.getByText(sentence)).toBeInstanceOf(HTMLElement)
    await next()
    expect(screen.getByRole('heading', { name: 'What is it for?' })).toBeInstanceOf(HTMLElement)
  })

  it('that is in use is replaced by the proposal', async () => {
    await openWizard()
    await userEvent.type(await toDetails(), 'grafana prod')
    await userEvent.click(screen.getByRole('button', { name: 'Use “grafana prod 2”' }))
    expect(description()).toHaveProperty('value', 'grafana prod 2')
  })

  it('of another owner may be used again', async () => {
    const inventory = {
      connectionId: online.connectionId,
      keys: [keyRecord('Grafana prod', { userUid: 'u2' })],
      owners: [],
      organizations: [],
      fetchedAt: null,
      partial: false,
      elsewhere: [],
      source: 'console',
      complete: true,
      problem: null,
    } as const
    await openWizard({
      topics: {
        inventory: [
          { ...inventory, keys: [...inventory.keys], owners: [], organizations: [], elsewhere: [] },
        ],
      },
    })
    await userEvent.type(await toDetails(), 'Grafana prod')
    await next()
    expect(screen.getByRole('heading', { name: 'Review' })).toBeInstanceOf(HTMLElement)
  })

  it.each([
    'password Hunter2go',
    'Summer2026!',
    'a1b2c3d4e5f6',
    'key Xk9mP2qLw8',
    '-----BEGIN CERTIFICATE-----',
  ])('%s may be a secret: a warning, and it can be used (N-71)', async (text) => {
    await openWizard()
    const field = await toDetails()
    await userEvent.click(field)
    await userEvent.paste(text)
    const warning = screen.getByText(
      'This may be a secret. Others see the description, and it travels in the address of the request.',
    )
    expect(warning.closest('[role=status]')).not.toBeNull()
    await next()
    expect(screen.getByRole('heading', { name: 'Review' })).toBeInstanceOf(HTMLElement)
  })

  it('that is ordinary has no warning, and one that is refused has no second sentence (N-71)', async () => {
    await openWizard()
    const field = await toDetails()
    await userEvent.type(field, 'Grafana token')
    expect(screen.queryByText(/may be a secret/)).toBeNull()
    await userEvent.clear(field)
    await userEvent.click(field)
    await userEvent.paste('ghp_1234567890abcdefghij')
    expect(screen.queryByText(/may be a secret/)).toBeNull()
    expect(screen.getByText(/looks like a secret/)).toBeInstanceOf(HTMLElement)
  })

  it('that is a private key is thrown away', async () => {
    await openWizard()
    const field = await toDetails()
    await userEvent.click(field)
    await userEvent.paste('-----BEGIN PRIVATE KEY----- MIIEvQIBADANBg')
    expect(screen.getByText('That is a private key. It was discarded and not sent.')).toBeInstanceOf(
      HTMLElement,
    )
    expect(field).toHaveProperty('value', '')
  })
})

describe('an Advanced key', () => {
  it('makes a pair here, shows its public half, and sends only the id of the pair', async () => {
    const page = await openWizard({ type: 'advanced', answers: { 'creation.generatePair': () => made } })
    await userEvent.type(await toDetails(), 'HaloPSA')
    await next()
    const region = await screen.findByRole('region', { name: 'Public key' })
    expect(region.textContent).toContain(publicKey.fingerprint256)
    expect(region.textContent).toContain('3072 bits')
    await userEvent.click(within(region).getByRole('button', { name: 'Copy public key' }))
    expect(page.called('app.copyText')).toEqual([{ text: publicKey.xml }])
    await next()
    await userEvent.click(screen.getByRole('button', { name: 'Create' }))
    expect(page.called('creation.start')).toMatchObject([
      { key: { type: 'advanced', scope: 'rest', pairId: made.pairId } },
    ])
    expect(page.called('creation.forgetPair')).toEqual([])
  })

  it('says why Next waits, stops on request and forgets the pair that comes too late', async () => {
    let deliver = (_: unknown) => {}
    const page = await openWizard({
      type: 'advanced',
      answers: {
        'creation.generatePair': () =>
          new Promise((resolve) => {
            deliver = resolve
          }),
      },
    })
    await userEvent.type(await toDetails(), 'HaloPSA')
    await next()
    const button = screen.getByRole('button', { name: 'Next' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.getAttribute('aria-description')).toBe('The key pair is still being made.')
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    deliver(made)
    await waitFor(() => expect(page.called('creation.forgetPair')).toEqual([{ pairId: made.pairId }]))
    expect(screen.queryByRole('region', { name: 'Public key' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Generate' })).toBeInstanceOf(HTMLElement)
  })

  it('for built-in plugins has no read-only switch; other portals do not offer them', async () => {
    await openWizard({ type: 'advanced' })
    await toDetails()
    await userEvent.click(screen.getByRole('radio', { name: 'Built-in plugins' }))
    expect(screen.queryByRole('switch')).toBeNull()
  })

  it('of a company offers no built-in plugins', async () => {
    const sign = {
      kind: 'active',
      user: { ...user, organizationType: 'company' },
      keptIn: 'keyring',
      way: 'password',
    } as const
    await openWizard({ type: 'advanced', topics: { sessions: [{ ...online, sign }] } })
    await toDetails()
    expect(screen.getByRole('radiogroup', { name: 'Integration kind' })).toBeInstanceOf(HTMLElement)
    expect(screen.queryByRole('radio', { name: 'Built-in plugins' })).toBeNull()
  })

  it('whose pair main no longer has asks for a new one', async () => {
    await openWizard({
      type: 'advanced',
      answers: {
        'creation.generatePair': () => made,
        'creation.start': () => ({ code: 'reveal-spent', detail: { reason: 'pair' }, trace: 'T' }),
      },
    })
    await userEvent.type(await toDetails(), 'HaloPSA')
    await next()
    await screen.findByRole('region', { name: 'Public key' })
    await next()
    await userEvent.click(screen.getByRole('button', { name: 'Create' }))
    expect(await screen.findByText('None any more. A new one is needed.')).toBeInstanceOf(HTMLElement)
    expect(screen.getByRole('button', { name: 'Create' }).getAttribute('aria-description')).toBe(
      'Generate a key pair first.',
    )
  })
})

describe('offline', () => {
  it('says why nothing can be created, and sends nothing', async () => {
    const page = await openWizard({
      topics: {
        sessions: [
          {
            ...online,
            reach: { kind: 'unreachable', since: '2026-11-23T10:00:00.000Z', code: 'unreachable' },
          },
        ],
      },
    })
    expect(screen.getByText(/You are offline/)).toBeInstanceOf(HTMLElement)
    await userEvent.type(await toDetails(), 'Nightly')
    await next()
    const create = screen.getByRole('button', { name: 'Create' })
    expect(create.getAttribute('aria-description')).toMatch(/You are offline/)
    await userEvent.click(create)
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(page.called('creation.start')).toEqual([])
  })
})

describe('closing', () => {
  it('needs no question while there is nothing to lose', async () => {
    const page = await openWizard()
    await userEvent.keyboard('{Escape}')
    expect(page.closed()).toBe(1)
  })

  it('asks before something typed is lost', async () => {
    const page = await openWizard()
    await userEvent.type(await toDetails(), 'Nightly')
    await userEvent.keyboard('{Escape}')
    const question = screen.getByRole('alertdialog', { name: 'Discard what you entered?' })
    await userEvent.click(within(question).getByRole('button', { name: 'Go back' }))
    expect(page.closed()).toBe(0)
    expect(description()).toHaveProperty('value', 'Nightly')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }))
    expect(page.closed()).toBe(1)
  })
})

it('takes a key that was not created back to its details, also when a reload forgot the draft', async () => {
  const page = await openWizard({
    topics: {
      creation: creation({
        phase: 'not-created',
        description: 'Nightly',
        readOnly: false,
        failure: { code: 'forbidden', detail: {}, trace: 'T' },
      }),
    },
    answers: { 'creation.dismiss': () => ({}) },
  })
  expect(screen.getByRole('heading', { name: 'The key was not created' })).toBeInstanceOf(HTMLElement)
  expect(screen.getByRole('alert').textContent).toContain('Your role does not allow this')
  await userEvent.click(screen.getByRole('button', { name: 'Back to details' }))
  page.set({ creation: null })
  await waitFor(() => expect(description()).toHaveProperty('value', 'Nightly'))
  expect(screen.getByRole('switch', { name: 'Read-only access' })).toHaveProperty('checked', false)
})
