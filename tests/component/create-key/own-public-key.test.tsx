// An own public key: what it was read as is shown; a private key is refused before anything but its field has it.

import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { type FakePage, keyRecord, online, openWizard, publicKey } from './fake-page'

/** Not a key, but in every text that looks like one. */
const secret = 'q7Jm2Zx9Lr4Tb8Wk1Vd6Hs3Nf5Pc0Ya'
const body = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n${secret}\n${secret}`
const pem = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`
const jwk = JSON.stringify({ kty: 'RSA', n: 'nD6No6tf', e: 'AQAB', d: secret }, null, 1)
const publicPem = '-----BEGIN PUBLIC KEY-----\nMIIBojANBgkqhkiG9w0BAQEFAAOCAY8A\n-----END PUBLIC KEY-----\n'

const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Public key' })
const discarded = /That is a private key\. It was discarded and not sent\./
let page: FakePage

beforeEach(async () => {
  page = await openWizard({
    type: 'advanced',
    topics: {
      inventory: [
        {
          connectionId: online.connectionId,
          keys: [keyRecord('HaloPSA connector', { type: 'advanced', publicKey })],
          owners: [],
          organizations: [],
          fetchedAt: null,
          partial: false,
          elsewhere: [],
          source: 'console',
          complete: true,
          problem: null,
        },
      ],
    },
    answers: {
      'creation.generatePair': () => new Promise(() => undefined),
      'creation.readPublicKey': (input) =>
        JSON.stringify(input).includes('ed25519')
          ? { code: 'public-key-invalid', detail: { reason: 'not-rsa' }, trace: 'T' }
          : publicKey,
    },
  })
  await userEvent.click(screen.getByRole('button', { name: 'Next' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Description' }), 'Own pair')
  await userEvent.click(screen.getByRole('button', { name: 'Next' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Use my own public key' }))
})

/** Texts of everything in the page that changed, until `end`. */
function watchPage() {
  const seen: string[] = []
  const observer = new MutationObserver((records) => {
    for (const { target } of records) if (target instanceof Element) seen.push(target.outerHTML)
  })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  return { seen, end: () => observer.disconnect() }
}

it.each([
  ['pasted', (text: string): Promise<void> => userEvent.paste(text)],
  [
    'set by a tool that skips the paste event',
    async (text: string): Promise<void> => {
      fireEvent.input(field(), { target: { value: text } })
    },
  ],
] as const)('a private key that is %s is wiped and reaches nothing', async (_, put) => {
  const watch = watchPage()
  for (const text of [pem, jwk]) {
    await userEvent.click(field())
    await put(text)
    expect(screen.getByText(discarded)).toBeInstanceOf(HTMLElement)
    expect(field().value).toBe('')
  }
  watch.end()
  expect(page.called('creation.readPublicKey')).toEqual([])
  expect(JSON.stringify(page.calls)).not.toContain(secret)
  expect(document.body.innerHTML).not.toContain(secret)
  expect(watch.seen.join()).not.toContain(secret)
  expect(screen.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled')).toBe('true')
})

it('a private key never enters the field when the browser says what is coming', async () => {
  const input = vi.fn()
  field().addEventListener('input', input)
  await userEvent.click(field())
  await userEvent.paste(pem)
  expect(input).not.toHaveBeenCalled()
})

it('a dropped file with a private key is not put into the field', async () => {
  const file = new File([pem], 'key.pem')
  const put = vi.spyOn(field(), 'value', 'set')
  fireEvent.drop(field(), { dataTransfer: { files: [file], getData: () => '' } })
  await screen.findByText(discarded)
  expect(JSON.stringify(put.mock.calls)).not.toContain(secret)
  expect(field().value).toBe('')
  expect(page.called('creation.readPublicKey')).toEqual([])
})

it('the search of these tests finds a planted secret', () => {
  const area = document.createElement('pre')
  area.textContent = pem
  document.body.append(area)
  expect(document.body.innerHTML).toContain(secret)
  area.remove()
})

it('a public key is read, shown as it will be sent, and named when another key has it', async () => {
  await userEvent.click(field())
  await userEvent.paste(publicPem)
  const region = await screen.findByRole('region', { name: 'Public key' })
  expect(page.called('creation.readPublicKey')).toEqual([{ text: publicPem.trim() }])
  expect(region.textContent).toContain(publicKey.xml)
  expect(screen.getByText('HaloPSA connector')).toBeInstanceOf(HTMLElement)
  await userEvent.click(screen.getByRole('button', { name: 'Next' }))
  await userEvent.click(screen.getByRole('button', { name: 'Create' }))
  expect(page.called('creation.start')).toMatchObject([
    { key: { type: 'advanced-own', scope: 'rest', publicKeyText: publicKey.xml } },
  ])
})

it('what is no RSA key is refused with the reason', async () => {
  await userEvent.click(field())
  await userEvent.paste('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI')
  await waitFor(() => expect(screen.getByText(/Only RSA keys are accepted/)).toBeInstanceOf(HTMLElement))
})
