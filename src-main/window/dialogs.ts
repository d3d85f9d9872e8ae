// The system's dialogs: the only sources of a path outside the profile, and the last question before a quit.
import {
  type BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron'
import type { SaveFilter, ShowSaveDialog } from '../storage/save-as'

export interface Dialogs {
  readonly showSaveDialog: ShowSaveDialog
  /** A file to read; null when cancelled. Without filters: any. */
  readonly showOpenDialog: (filters?: SaveFilter[]) => Promise<string | null>
  /** Whether the app may end although nothing of these keys is noted. Names none of them: the app can be locked. */
  readonly confirmQuit: (attentionCount: number) => Promise<boolean>
}

/** Nothing that holds a private key belongs in the system's list of recent documents. */
const discreet = 'dontAddToRecent'

/** @param isLocked a dialog that was open when the app was locked counts as cancelled: nothing is saved or read any more */
export function createDialogs(window: () => BrowserWindow | null, isLocked: () => boolean): Dialogs {
  return {
    async showSaveDialog({ suggestedName, filters }) {
      const options: SaveDialogOptions = {
        defaultPath: suggestedName,
        filters,
        properties: ['createDirectory', discreet],
      }
      const parent = window()
      // Called through the object at each use: tests replace its functions (decisions D24).
      const answer = await (parent === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options))
      return answer.canceled || answer.filePath === '' || isLocked() ? null : answer.filePath
    },
    async showOpenDialog(filters = []) {
      // On the lock screen a person may choose a key of theirs.
      const wasLocked = isLocked()
      const options: OpenDialogOptions = { properties: ['openFile', discreet], filters }
      const parent = window()
      const answer = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options))
      const isOver = answer.canceled || (isLocked() && !wasLocked)
      return isOver ? null : (answer.filePaths[0] ?? null)
    },
    async confirmQuit(attentionCount) {
      const options: MessageBoxOptions = {
        type: 'warning',
        title: 'Keywright',
        message: attentionCount === 1 ? '1 key needs attention' : `${attentionCount} keys need attention`,
        detail: `This computer keeps no note of ${attentionCount === 1 ? 'it: after quitting only the console shows it' : 'them: after quitting only the console shows them'}.`,
        buttons: ['Stay', 'Quit anyway'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      }
      const parent = window()
      const answer = await (parent === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(parent, options))
      return answer.response === 1
    },
  }
}
