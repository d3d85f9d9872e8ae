// Exposes `window.bridge` to the page: ask, take a snapshot, watch. Carries no library and passes no event object on.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { PreloadBridge } from '../src-shared/contract'

declare const __CALL_NAMES__: readonly string[]

// Taken once, in this isolated world: a page that overwrites prototypes changes only its own (N-46).
const names = new Set(__CALL_NAMES__)

const bridge: PreloadBridge = {
  call: async (name, input) => {
    if (!names.has(name)) throw new Error('unknown call')
    return ipcRenderer.invoke('bridge:call', name, input)
  },
  snapshot: () => ipcRenderer.invoke('bridge:snapshot'),
  watch(listener) {
    const heard = (_event: IpcRendererEvent, change: string) => listener(change)
    ipcRenderer.on('bridge:change', heard)
    return () => {
      ipcRenderer.off('bridge:change', heard)
    }
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
