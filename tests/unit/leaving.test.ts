// Whether the app may end: never over a private key unasked, nor over keys that only this run knows of.
import { beforeEach, expect, it } from 'vitest'
import { createLeaving, type Leaving } from '../../src-main/leaving'
import type { VaultMode } from '../../src-shared/app-state'
import type { AttentionEntry } from '../../src-shared/creation'

let state: { isOpen: boolean; isPageGone: boolean; vault: VaultMode; attention: number }
let did: string[]
let answer: (agrees: boolean) => void
let leaving: Leaving

const settled = () => new Promise((resolve) => setImmediate(resolve))
const close = () => did.push('closed')

beforeEach(() => {
  state = { isOpen: false, isPageGone: false, vault: { kind: 'memory', why: 'absent' }, attention: 2 }
  did = []
  leaving = createLeaving({
    creations: {
      isOpen: () => state.isOpen,
      attention: { get: () => Array.from<AttentionEntry>({ length: state.attention }) },
    },
    vault: { mode: { get: () => state.vault } },
    isPageGone: () => state.isPageGone,
    askInPage: () => did.push('page'),
    confirmQuit: (count) => {
      did.push(`asked for ${count}`)
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    quit: () => did.push('quit'),
  })
})

it('without a credential store, keys that need attention are not forgotten without a word (S-32, S-50)', async () => {
  expect(leaving.mayEnd()).toBe(false)
  leaving.askToLeave()
  leaving.askToLeave()
  expect(did).toEqual(['asked for 2'])
  answer(false)
  await settled()
  expect(leaving.mayEnd()).toBe(false)
  leaving.askToLeave()
  answer(true)
  await settled()
  expect(did).toEqual(['asked for 2', 'asked for 2', 'quit'])
  expect(leaving.mayEnd()).toBe(true)
})

it.each([
  ['their records are kept', () => (state.vault = { kind: 'keyring' })],
  ['there are none', () => (state.attention = 0)],
])('ends at once where %s', (_, change) => {
  change()
  expect(leaving.mayEnd()).toBe(true)
  leaving.closeDecided(close)
  expect(did).toEqual(['closed'])
})

it('the page asks for a private key that is not stored, and then the system for what was left', async () => {
  state.isOpen = true
  expect(leaving.mayEnd()).toBe(false)
  leaving.askToLeave()
  expect(did).toEqual(['page'])
  state.isOpen = false
  leaving.closeDecided(close)
  expect(did).toEqual(['page', 'asked for 2'])
  answer(true)
  await settled()
  expect(did).toEqual(['page', 'asked for 2', 'quit'])
})

it('a page that is gone does not hold anybody', () => {
  state = { ...state, isOpen: true, isPageGone: true, attention: 0 }
  expect(leaving.mayEnd()).toBe(true)
})

it('a box that cannot be shown counts as Stay', async () => {
  leaving = createLeaving({
    creations: { isOpen: () => false, attention: { get: () => Array.from<AttentionEntry>({ length: 1 }) } },
    vault: { mode: { get: () => state.vault } },
    isPageGone: () => false,
    askInPage: () => did.push('page'),
    confirmQuit: () => Promise.reject(new Error('no display')),
    quit: () => did.push('quit'),
  })
  leaving.askToLeave()
  await settled()
  expect([did, leaving.mayEnd()]).toEqual([[], false])
})
