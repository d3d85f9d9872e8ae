// The application menu as data: standard roles where the system has them, commands to the page for the rest.
import type { MenuItemConstructorOptions } from 'electron'
import type { menuCommands } from '../../src-shared/app-state'

export type MenuCommand = (typeof menuCommands)[number]

interface Deps {
  readonly isMac: boolean
  readonly packaged: boolean
  readonly send: (command: MenuCommand) => void
}

/** Its item is enabled while somebody is signed in. */
export const lockItem = 'lock'

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate({ isMac, packaged, send }: Deps): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const settings = command('&Settings…', 'settings', 'CmdOrCtrl+,')
  const about = command('&About Keywright', 'about')
  const signOut = command('Sign &out', 'sign-out')
  const lock = { ...command('&Lock', 'lock', 'CmdOrCtrl+L'), id: lockItem }
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
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: isMac
      ? [lock, signOut, separator, { role: 'close' }]
      : [settings, lock, signOut, separator, { role: 'quit', label: 'E&xit', accelerator: 'CmdOrCtrl+Q' }],
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
      command('&Find…', 'find', 'CmdOrCtrl+F'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      command('Show or hide &details', 'toggle-details', 'F4'),
      command('&Journal', 'journal', 'CmdOrCtrl+J'),
      separator,
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
      command('New &simple key…', 'new-simple-key', 'CmdOrCtrl+N'),
      command('New &advanced key…', 'new-advanced-key', 'CmdOrCtrl+Shift+N'),
      separator,
      command('&Refresh', 'refresh', 'F5'),
    ],
  }
  const help: MenuItemConstructorOptions = { role: 'help', label: '&Help', submenu: [about] }
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
