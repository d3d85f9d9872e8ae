// What notices and memory mode say: each what happened, to what, and what can be done.
import { expect, it } from 'vitest'
import { noticeText, vaultText } from '../../../src-renderer/text/notice-text'
import { Notice, VaultMode } from '../../../src-shared/app-state'

it.each(Notice.shape.kind.options)('%s has a title and says what it means', (kind) => {
  const { title, text } = noticeText({ id: 'n', kind, detail: {} })
  expect(title).toMatch(/^[A-Z]\S* \S+/)
  expect(text).toMatch(/\.$/)
})

it('a save that was cut off names file and folder (N-66)', () => {
  const detail = { fileName: 'half.txt', folder: '/home/pia/Keys' }
  const { text } = noticeText({ id: 'n', kind: 'save-cut-off', detail })
  expect(text).toContain('half.txt in /home/pia/Keys')
  expect(text).toContain('delete the file')
})

const memory = VaultMode.options.flatMap((one) => ('why' in one.shape ? one.shape.why.options : []))

it('there is memory mode', () => expect(memory).toContain('locked'))
it.each(memory)(
  'memory mode for the reason %s says what is not kept, why, and what changes it (S-32, N-47)',
  (why) => {
    const { title, text } = vaultText({ kind: 'memory', why }, 'linux')
    expect(title).toBe('Nothing is kept on this computer')
    expect(text).toContain('Sign-ins, saved lists and the notes of keys that need attention last until')
    expect(text).toMatch(/to change that\.$/)
  },
)
it('the reasons of memory mode are told apart (N-47)', () => {
  const texts = memory.map((why) => vaultText({ kind: 'memory', why }, 'linux').text)
  expect(new Set(texts).size).toBe(memory.length)
})
