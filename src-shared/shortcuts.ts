// Every keyboard shortcut, once: menus, tooltips, the palette and the shortcut sheet read it here; a test compares it with what is handled.

export type Platform = 'windows' | 'macos' | 'linux'

/** Where a shortcut works; the headings of the sheet. */
export const shortcutPlaces = {
  anywhere: 'Anywhere',
  keys: 'API keys',
  grid: 'In the list of keys',
  headings: 'On a column heading',
} as const
export type ShortcutPlace = keyof typeof shortcutPlaces

export interface Shortcut {
  readonly place: ShortcutPlace
  readonly label: string
  /** As Electron writes accelerators; several do the same, the first is shown where there is room for one. */
  readonly keys: readonly string[]
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

export const shortcuts = {
  palette: { place: 'anywhere', label: 'Command palette', keys: ['CmdOrCtrl+K'] },
  shortcuts: { place: 'anywhere', label: 'Keyboard shortcuts', keys: ['CmdOrCtrl+/'] },
  'new-simple-key': { place: 'anywhere', label: 'New simple key', keys: ['CmdOrCtrl+N'] },
  'new-advanced-key': { place: 'anywhere', label: 'New advanced key', keys: ['CmdOrCtrl+Shift+N'] },
  consoles: {
    place: 'anywhere',
    label: 'Console 1 to 9',
    keys: digits.map((digit) => `CmdOrCtrl+${digit}`),
  },
  'refresh-all': { place: 'anywhere', label: 'Refresh all consoles', keys: ['Shift+F5'] },
  journal: { place: 'anywhere', label: 'Journal', keys: ['CmdOrCtrl+J'] },
  settings: { place: 'anywhere', label: 'Settings', keys: ['CmdOrCtrl+,'] },
  lock: { place: 'anywhere', label: 'Lock', keys: ['CmdOrCtrl+L'] },

  find: { place: 'keys', label: 'Search keys', keys: ['CmdOrCtrl+F'] },
  refresh: { place: 'keys', label: 'Refresh', keys: ['F5', 'CmdOrCtrl+R'] },
  export: { place: 'keys', label: 'Export keys', keys: ['CmdOrCtrl+Shift+E'] },
  'toggle-details': { place: 'keys', label: 'Show or hide details', keys: ['F4'] },
  'next-pane': { place: 'keys', label: 'Next part of the screen', keys: ['F6'] },
  'previous-pane': { place: 'keys', label: 'Previous part of the screen', keys: ['Shift+F6'] },

  'previous-key': { place: 'grid', label: 'Previous key', keys: ['Up'] },
  'next-key': { place: 'grid', label: 'Next key', keys: ['Down'] },
  'page-up': { place: 'grid', label: 'A page up', keys: ['PageUp'] },
  'page-down': { place: 'grid', label: 'A page down', keys: ['PageDown'] },
  'other-cell': { place: 'grid', label: 'Other columns', keys: ['Left', 'Right', 'Home', 'End'] },
  'first-key': { place: 'grid', label: 'First key', keys: ['CmdOrCtrl+Home'] },
  'last-key': { place: 'grid', label: 'Last key', keys: ['CmdOrCtrl+End'] },
  'extend-selection': { place: 'grid', label: 'Extend the selection', keys: ['Shift+Up', 'Shift+Down'] },
  'move-only': {
    place: 'grid',
    label: 'Move without selecting',
    keys: ['CmdOrCtrl+Up', 'CmdOrCtrl+Down'],
  },
  'toggle-key': { place: 'grid', label: 'Select or deselect', keys: ['Space'] },
  'select-range': { place: 'grid', label: 'Select up to here', keys: ['Shift+Space'] },
  'select-all': { place: 'grid', label: 'Select all keys', keys: ['CmdOrCtrl+A'] },
  'clear-selection': { place: 'grid', label: 'Clear the selection', keys: ['Escape'] },
  details: { place: 'grid', label: 'Details', keys: ['Enter'] },
  edit: { place: 'grid', label: 'Edit', keys: ['F2'] },
  enable: { place: 'grid', label: 'Enable', keys: ['CmdOrCtrl+E'] },
  disable: { place: 'grid', label: 'Disable', keys: ['CmdOrCtrl+D'] },
  remove: { place: 'grid', label: 'Delete', keys: ['Delete'] },
  'row-menu': { place: 'grid', label: 'Menu of the key', keys: ['Shift+F10', 'ContextMenu'] },
  typeahead: { place: 'grid', label: 'Go to the key that begins so', keys: ['Letters'] },

  sort: { place: 'headings', label: 'Sort by this column', keys: ['Enter', 'Space'] },
  'move-column': {
    place: 'headings',
    label: 'Move the column',
    keys: ['Alt+Shift+Left', 'Alt+Shift+Right'],
  },
  'column-menu': { place: 'headings', label: 'Menu of the column', keys: ['Shift+F10', 'ContextMenu'] },
  'resize-column': {
    place: 'headings',
    label: 'Make the column narrower or wider',
    keys: ['Alt+Left', 'Alt+Right'],
  },
} as const satisfies Record<string, Shortcut>
export type ShortcutId = keyof typeof shortcuts

export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]

/** The accelerator of a menu item. */
export const acceleratorOf = (id: ShortcutId): string => shortcuts[id].keys[0] ?? ''

const macSigns: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥' }
const signs: Readonly<Record<string, string>> = {
  CmdOrCtrl: 'Ctrl',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  Delete: 'Del',
  ContextMenu: 'Menu',
}

/** `CmdOrCtrl+Shift+N` is `Ctrl+Shift+N`, and `⌘⇧N` on macOS. */
export function keysText(keys: string, platform: Platform): string {
  const parts = keys.split('+')
  const key = parts.pop() ?? ''
  const shown = signs[key] ?? key
  if (platform !== 'macos') return [...parts.map((part) => signs[part] ?? part), shown].join('+')
  return parts.map((part) => macSigns[part] ?? part).join('') + shown
}

/** What a menu, a tooltip or the palette shows for a shortcut. */
export const shortcutText = (id: ShortcutId, platform: Platform): string =>
  keysText(acceleratorOf(id), platform)

/** A key press as the page gets it. */
interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const domNames: Readonly<Record<string, string>> = {
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Space: ' ',
}

/** The key of an accelerator as the page names it, and what is held with it. */
export function pressOf(keys: string): { key: string; command: boolean; shift: boolean; alt: boolean } {
  const parts = keys.split('+')
  const name = parts.pop() ?? ''
  const held = (modifier: string) => parts.includes(modifier)
  const key = domNames[name] ?? (name.length === 1 ? name.toLowerCase() : name)
  return { key, command: held('CmdOrCtrl'), shift: held('Shift'), alt: held('Alt') }
}

/** Signs such as `/` need Shift on some keyboards, so Shift says nothing with them. */
const isSign = (key: string) => key.length === 1 && !/[a-z0-9]/.test(key)

export function isPress(id: ShortcutId, event: Press): boolean {
  return shortcuts[id].keys.some((keys) => {
    const wanted = pressOf(keys)
    return (
      event.key.toLowerCase() === wanted.key.toLowerCase() &&
      (event.ctrlKey || event.metaKey) === wanted.command &&
      (isSign(wanted.key) || event.shiftKey === wanted.shift) &&
      event.altKey === wanted.alt
    )
  })
}
