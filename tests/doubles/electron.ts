// Stands in for `electron` where tests run main parts in plain Node; only what import-time code touches.
import os from 'node:os'
import path from 'node:path'

const dir = path.join(os.tmpdir(), `keywright-double-${process.pid}`)

export const app = {
  getPath: () => dir,
  getVersion: () => '0.0.0',
  getName: () => 'keywright-tests',
  isPackaged: false,
  whenReady: async () => {},
  on() {},
}
export const ipcMain = { on() {}, handle() {} }
export const ipcRenderer = {}
export const shell = {}

// electron-store reads the default export.
const electron = { app, ipcMain, ipcRenderer, shell }

export { electron as default }
