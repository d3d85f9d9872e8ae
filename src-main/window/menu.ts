// The application menu as data: standard roles where the system has them, commands to the page for the rest.
import type { MenuItemConstructorOptions } from 'electron'
import { consoleCommands, type menuCommands } from '../../src-shared/app-state'
import { shortNeutralText } from '../../src-shared/neutral-text'
import { acceleratorOf, shortcuts } from '../../src-shared/shortcuts'

export type MenuCommand = (typeof menuCommands)[number]

interface Deps {
  readonly isMac: boolean
  readonly packaged: boolean
  /** Names of the consoles in the order of their list; none while the app is locked. */
  readonly consoles: readonly string[]
  readonly send: (command: MenuCommand) => void
}

/** An ampersand would make the letter behind it the key of the item. */
const itemText = (name: string) => shortNeutralText(name, 60).replaceAll('&', '&&')

/** Its item is enabled while somebody is signed in. */
export const lockItem = 'lock'

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate({ isMac, packaged, consoles, send }: Deps): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const settings = command('&Settings…', 'settings', acceleratorOf('settings'))
  const about = command('&About Keywright', 'about')
  const signOut = command('Sign &out', 'sign-out')
  const lock = { ...command('&Lock', 'lock', acceleratorOf('lock')), id: lockItem }
  const ofTheApp: MenuItemConstructorOptions = {
    label: 'Keywright',
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const ofLists = [
    command('&Add console…', 'add-console'),
    command('&Export keys…', 'export', acceleratorOf('export')),
    separator,
  ]
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: isMac
      ? [...ofLists, lock, signOut, separator, { role: 'close' }]
      : [
          ...ofLists,
          settings,
          lock,
          signOut,
          separator,
          { role: 'quit', label: 'E&xit', accelerator: 'CmdOrCtrl+Q' },
        ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      command('&Find…', 'find', acceleratorOf('find')),
    ],
  }
  const toConsoles = consoles.slice(0, consoleCommands.length).flatMap((name, index) => {
    const to = consoleCommands[index]
    return to === undefined ? [] : [command(itemText(name), to, shortcuts.consoles.keys[index])]
  })
  if (toConsoles.length > 0) toConsoles.push(separator)
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      command('Command &palette…', 'palette', acceleratorOf('palette')),
      separator,
      command('Show or hide &details', 'toggle-details', acceleratorOf('toggle-details')),
      command('&Journal', 'journal', acceleratorOf('journal')),
      separator,
      ...toConsoles,
      { role: 'zoomIn' },
      // The key of zoom-in without Shift, which most keyboards need for a plus sign.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      separator,
      { role: 'togglefullscreen' },
      ...(packaged
        ? []
        : ([
            separator,
            { role: 'reload', accelerator: 'CmdOrCtrl+Shift+R' },
            { role: 'toggleDevTools' },
          ] as const)),
    ],
  }
  const key: MenuItemConstructorOptions = {
    label: '&Key',
    submenu: [
      command('New &simple key…', 'new-simple-key', acceleratorOf('new-simple-key')),
      command('New &advanced key…', 'new-advanced-key', acceleratorOf('new-advanced-key')),
      separator,
      command('&Refresh', 'refresh', acceleratorOf('refresh')),
      command('Refresh a&ll consoles', 'refresh-all', acceleratorOf('refresh-all')),
    ],
  }
  const keys = command('&Keyboard shortcuts', 'shortcuts', acceleratorOf('shortcuts'))
  const help: MenuItemConstructorOptions = { role: 'help', label: '&Help', submenu: [keys, separator, about] }
  return [...(isMac ? [ofTheApp] : []), file, edit, view, key, help]
}

interface TextPlace {
  readonly isEditable: boolean
  readonly selectionText: string
  readonly frameUrl: string
  readonly canCut: boolean
  readonly canCopy: boolean
  readonly canPaste: boolean
}

/** The context menu of text; null where there is none, always so in the reveal frame (S-44). */
export function textMenu(place: TextPlace): MenuItemConstructorOptions[] | null {
  if (!place.frameUrl.startsWith('app://main/')) return null
  if (!place.isEditable) return place.selectionText.trim() === '' ? null : [{ role: 'copy' }]
  return [
    { role: 'cut', enabled: place.canCut },
    { role: 'copy', enabled: place.canCopy },
    { role: 'paste', enabled: place.canPaste },
    separator,
    { role: 'selectAll' },
  ]
}
