// The system's dialogs: what an answer becomes, and that a lock closes the way of an answer that comes after it.
import { expect, it, vi } from 'vitest'
import { createDialogs } from '../../../src-main/window/dialogs'

const answers = vi.hoisted(() => ({
  save: { canceled: false, filePath: '/home/kim/key.txt' },
  open: { canceled: false, filePaths: ['/home/kim/key.txt'] as string[] },
}))
vi.mock('electron', () => ({
  dialog: { showSaveDialog: async () => answers.save, showOpenDialog: async () => answers.open },
}))

const wanted = { suggestedName: 'key.txt', filters: [] }

it('answers the path that was chosen, or null', async () => {
  const dialogs = createDialogs(
    () => null,
    () => false,
  )
  expect(await dialogs.showSaveDialog(wanted)).toBe('/home/kim/key.txt')
  expect(await dialogs.showOpenDialog()).toBe('/home/kim/key.txt')
  answers.save = { canceled: true, filePath: '' }
  answers.open = { canceled: true, filePaths: [] }
  expect(await dialogs.showSaveDialog(wanted)).toBeNull()
  expect(await dialogs.showOpenDialog()).toBeNull()
})

it('an answer that comes once the app is locked counts as cancelled (S-26)', async () => {
  answers.save = { canceled: false, filePath: '/home/kim/key.txt' }
  answers.open = { canceled: false, filePaths: ['/home/kim/key.txt'] }
  let isLocked = false
  const dialogs = createDialogs(
    () => null,
    () => isLocked,
  )
  const open = [dialogs.showSaveDialog(wanted), dialogs.showOpenDialog()]
  isLocked = true
  expect(await Promise.all(open)).toEqual([null, null])
})

it('on the lock screen a key of the person can be chosen', async () => {
  answers.open = { canceled: false, filePaths: ['/home/kim/key.txt'] }
  const dialogs = createDialogs(
    () => null,
    () => true,
  )
  expect(await dialogs.showOpenDialog()).toBe('/home/kim/key.txt')
})
