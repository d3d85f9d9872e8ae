// The table of calls: what the page may not do while a private key is not stored yet (S-53).
import { expect, it } from 'vitest'
import { createHandlers, type Parts } from '../../../src-main/ipc/handlers'

const connectionId = '0b0fbd9e-96ad-4a6c-9d0a-000000000001'
const other = '0b0fbd9e-96ad-4a6c-9d0a-000000000002'

/** Parts that only note what they were asked; a creation is open on the first connection. */
function setUp() {
  const asked: string[] = []
  const note = (name: string) => async () => {
    asked.push(name)
  }
  const parts = {
    creations: { isOpen: (id: string) => id === connectionId, signedOut: note('clear') },
    sessions: { signOut: note('sign out'), forget: note('forget tokens') },
    inventory: {
      forget: note('forget list'),
      find: (id: string, keyId: string) =>
        id !== other ? null : { publicKey: keyId === '1' ? { xml: '<RSAKeyValue/>' } : null },
    },
    copyPublicText: (text: string) => note(`copy ${text}`)(),
    connections: { remove: note('remove') },
    stationKey: { isBusy: () => false, forget: note('forget this computer’s key') },
  }
  return { asked, handlers: createHandlers(parts as unknown as Parts) }
}

it.each(['session.signOut', 'connections.remove'] as const)(
  '%s waits for an open creation of that connection',
  async (name) => {
    const { asked, handlers } = setUp()
    await expect(handlers[name]({ connectionId })).rejects.toMatchObject({ code: 'busy' })
    expect(asked).toEqual([])
  },
)

it('signing out takes the tokens, the clipboard and the list', async () => {
  const { asked, handlers } = setUp()
  expect(await handlers['session.signOut']({ connectionId: other })).toEqual({})
  expect(asked).toEqual(['sign out', 'clear', 'forget list'])
})

it('removing a connection takes everything of it', async () => {
  const { asked, handlers } = setUp()
  expect(await handlers['connections.remove']({ connectionId: other })).toEqual({})
  expect(asked).toEqual(['clear', 'forget this computer’s key', 'forget tokens', 'forget list', 'remove'])
})

it('copies the public key of a listed key, and nothing where there is none', async () => {
  const { asked, handlers } = setUp()
  const copy = handlers['keys.copyPublicKey']
  expect(await copy({ connectionId: other, id: '1' })).toEqual({})
  await expect(copy({ connectionId: other, id: '2' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(copy({ connectionId, id: '1' })).rejects.toMatchObject({ code: 'not-found' })
  expect(asked).toEqual(['copy <RSAKeyValue/>'])
})
