// The system's dialogs: what an answer becomes, and that a lock closes the way of an answer that comes after it.
import { expect, it, vi } from 'vitest'
import { createDialogs } from '../../../src-main/window/dialogs'

const answers = vi.hoisted(() => ({
  save: { canceled: false, filePath: '/home/kim/key.txt' },
  open: { canceled: false, filePaths: ['/home/kim/key.txt'] as string[] },
  box: { response: 0 },
  boxes: [] as { message: string; detail: string; buttons: string[]; defaultId: number; cancelId: number }[],
}))
vi.mock('electron', () => ({
  dialog: {
    showSaveDialog: async () => answers.save,
    showOpenDialog: async () => answers.open,
    showMessageBox: async (options: (typeof answers.boxes)[number]) => {
      answers.boxes.push(options)
      return answers.box
    },
  },
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

it('asks before keys are forgotten: Stay is the answer of Enter and Escape, and no key is named', async () => {
  const { confirmQuit } = createDialogs(
    () => null,
    () => true,
  )
  expect(await confirmQuit(3)).toBe(false)
  const [box] = answers.boxes
  expect(box?.message).toBe('3 keys need attention')
  expect(box?.detail).toContain('keeps no note of them: after quitting only the console shows them.')
  expect([box?.buttons[box.defaultId], box?.buttons[box.cancelId]]).toEqual(['Stay', 'Stay'])
  answers.box = { response: box?.buttons.indexOf('Quit anyway') ?? -1 }
  expect(await confirmQuit(1)).toBe(true)
  expect(answers.boxes[1]?.message).toBe('1 key needs attention')
})
