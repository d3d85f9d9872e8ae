// The system's save and open dialogs: the only sources of a path outside the profile.
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { SaveFilter, ShowSaveDialog } from '../storage/save-as'

export interface Dialogs {
  readonly showSaveDialog: ShowSaveDialog
  /** A file to read; null when cancelled. Without filters: any. */
  readonly showOpenDialog: (filters?: SaveFilter[]) => Promise<string | null>
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
  }
}
