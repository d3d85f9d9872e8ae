// The system's clipboard behind one face: with formats that keep managers away where one write can hold them (S-45, D18).

/** Formats that ask clipboard managers and histories not to keep the content, by platform. */
const concealments: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: new Uint8Array(4),
    CanIncludeInClipboardHistory: new Uint8Array(4),
    CanUploadToCloudClipboard: new Uint8Array(4),
  },
  darwin: { 'org.nspasteboard.ConcealedType': new Uint8Array(0) },
  linux: { 'x-kde-passwordManagerHint': new TextEncoder().encode('secret') },
}
/** Ours, so that a clipboard can be recognised without reading it. */
const markerName = 'com.keywright.private-key'
const rawFormat = (name: string) => `electron application/osclipboard;format="${name}"`

export interface SystemClipboard {
  /** One write can carry concealment formats and our marker; then nothing ever needs to be read back. */
  readonly marks: boolean
  /** ASCII text. */
  writeSecret(text: Buffer): Promise<void>
  /** True when our marker is there. Only meaningful with {@link marks}. */
  hasMarker(): Promise<boolean>
  readText(): Promise<string>
  /** X11's primary selection, which old runtimes fill along with the clipboard; null where there is none. */
  readSelection(): Promise<string | null>
  clear(): Promise<void>
  clearSelection(): Promise<void>
  /** Public text (fingerprints, examples). */
  writeText(text: string): Promise<void>
}

/** Electron 33: everything synchronous, X11's selection by a second argument. */
interface OldClipboard {
  writeText(text: string, type?: 'clipboard' | 'selection'): unknown
  readText(type?: 'clipboard' | 'selection'): unknown
  clear(type?: 'clipboard' | 'selection'): unknown
}
/** Electron 45: promises, several formats in one write. */
interface NewClipboard {
  write(items: readonly object[]): Promise<unknown>
  writeText(text: string): Promise<unknown>
  readText(): Promise<string>
  has(format: string): Promise<boolean>
  clear(): unknown
  readonly selection?: NewClipboard
}
type ItemClass = new (items: Readonly<Record<string, Blob>>) => object

interface Deps {
  /** `clipboard` of Electron. */
  readonly clipboard: OldClipboard | NewClipboard
  /** `ClipboardItem` of Electron, absent on old runtimes: take it by name from the module, never by a named import. */
  readonly ClipboardItem: unknown
  readonly platform: string
}

const isItemClass = (value: unknown): value is ItemClass => typeof value === 'function'
const isNew = (clipboard: OldClipboard | NewClipboard): clipboard is NewClipboard =>
  'write' in clipboard && 'has' in clipboard
/** A blob part that is certainly backed by memory of its own. */
const blobOf = (bytes: Uint8Array, type = '') => new Blob([new Uint8Array(bytes)], { type })

export function createSystemClipboard({ clipboard, ClipboardItem, platform }: Deps): SystemClipboard {
  return isItemClass(ClipboardItem) && isNew(clipboard)
    ? newClipboard(clipboard, ClipboardItem, platform)
    : oldClipboard(clipboard, platform)
}

function newClipboard(clipboard: NewClipboard, Item: ItemClass, platform: string): SystemClipboard {
  const marker = rawFormat(markerName)
  return {
    marks: true,
    async writeSecret(text) {
      const formats = Object.entries({
        ...concealments[platform],
        [markerName]: new TextEncoder().encode('1'),
      })
      const raw = formats.map(([name, bytes]): [string, Blob] => [rawFormat(name), blobOf(bytes)])
      const items = { 'text/plain': blobOf(text, 'text/plain'), ...Object.fromEntries(raw) }
      await clipboard.write([new Item(items)])
    },
    hasMarker: () => clipboard.has(marker),
    readText: () => clipboard.readText(),
    readSelection: async () => (await clipboard.selection?.readText()) ?? null,
    async clear() {
      await clipboard.clear()
    },
    async clearSelection() {
      await clipboard.selection?.clear()
    },
    async writeText(text) {
      await clipboard.writeText(text)
    },
  }
}

function oldClipboard(clipboard: OldClipboard, platform: string): SystemClipboard {
  const hasSelection = platform === 'linux'
  return {
    marks: false,
    async writeSecret(text) {
      await clipboard.writeText(text.toString('latin1'))
    },
    hasMarker: async () => false,
    readText: async () => String(await clipboard.readText()),
    readSelection: async () => (hasSelection ? String(await clipboard.readText('selection')) : null),
    async clear() {
      await clipboard.clear()
    },
    async clearSelection() {
      if (hasSelection) await clipboard.clear('selection')
    },
    async writeText(text) {
      await clipboard.writeText(text)
    },
  }
}
