// The native edges that a page driver cannot reach: dialogs (replaced, decisions D24), clipboard and menu.
import type { AppProcess } from './app-process'

/** The next save dialogs answer with this path; null cancels. */
export async function stubSaveDialog(app: AppProcess, filePath: string | null): Promise<void> {
  await app.electron.evaluate(({ dialog }, answer) => {
    dialog.showSaveDialog = async () => ({ canceled: answer === null, filePath: answer ?? '' })
  }, filePath)
}

export async function stubOpenDialog(app: AppProcess, filePath: string | null): Promise<void> {
  await app.electron.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = async () => ({
      canceled: answer === null,
      filePaths: answer === null ? [] : [answer],
    })
  }, filePath)
}

export const readClipboard = (app: AppProcess): Promise<string> =>
  app.electron.evaluate(({ clipboard }) => clipboard.readText())

/** Clicks the first item of the application menu whose label contains `label`. */
export async function clickMenu(app: AppProcess, label: string): Promise<void> {
  const clicked = await app.electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((top) => top.submenu?.items ?? []) ?? []
    const item = items.find((one) => one.label.includes(wanted))
    item?.click()
    return item !== undefined
  }, label)
  if (!clicked) throw new Error(`no menu item ${label}`)
}
