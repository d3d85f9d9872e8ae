// Exposes `window.bridge` to the page: ask, take a snapshot, watch. Carries no library and passes no event object on.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Bridge, Snapshot } from '../src-shared/contract'

declare const __CALL_NAMES__: readonly string[]
declare const __TOPIC_NAMES__: readonly string[]

// All names are taken once, in this isolated world: a page that overwrites prototypes changes only its own (N-46).
const names = new Set(__CALL_NAMES__)
const topics = new Set(__TOPIC_NAMES__)

const known = ({ revision, changed }: Snapshot): Snapshot => ({
  revision,
  changed: Object.fromEntries(Object.entries(changed).filter(([name]) => topics.has(name))),
})

const bridge: Bridge = {
  call: async (name, input) => {
    if (!names.has(name)) throw new Error('unknown call')
    return ipcRenderer.invoke('bridge:call', name, input)
  },
  snapshot: async () => known(await ipcRenderer.invoke('bridge:snapshot')),
  watch(listener) {
    const heard = (_event: IpcRendererEvent, change: Snapshot) => listener(known(change))
    ipcRenderer.on('bridge:change', heard)
    return () => {
      ipcRenderer.off('bridge:change', heard)
    }
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
