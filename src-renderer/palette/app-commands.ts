// The commands that do not belong to one screen: places, settings pages, help, lock, and reading every console's list.

import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { sendCommand, useMenuCommand } from '../bridge/use-menu-command'
import { useConsoleDialogs } from '../consoles/use-console-dialogs'
import { openPage, settingsPages } from '../settings/settings-pages'
import { useNavigation } from '../workspace/navigation'
import { consoleScope, everything } from '../workspace/scope'
import { type Command, useCommands } from './commands'
import { hasDialog } from './has-dialog'

export function useAppCommands(): void {
  const { run: lock } = useAction('lock.now')
  const sessions = useTopic('sessions')
  const several = useTopic('connections').length > 1
  const { go, goToScope } = useNavigation()
  const openDialog = useConsoleDialogs()
  const addConsole = () =>
    openDialog({ kind: 'add', onAdded: (connectionId) => goToScope(consoleScope(connectionId)) })
  useMenuCommand('add-console', () => {
    if (!hasDialog()) addConsole()
  })
  const isSignedIn = sessions.some(({ sign }) => sign.kind === 'active' || sign.kind === 'offline')
  const pages = settingsPages.map(
    ({ id, name, words }): Command => ({
      id: `settings-${id}`,
      group: 'settings',
      label: `Settings: ${name}`,
      words,
      whyNot: null,
      run: () => {
        openPage.set(id)
        sendCommand('settings')
      },
    }),
  )
  useCommands(
    [
      ...(several
        ? [
            {
              id: 'all-consoles',
              group: 'places',
              label: 'All consoles',
              words: 'fleet every',
              whyNot: null,
              run: () => goToScope(everything),
            } as const,
          ]
        : []),
      {
        id: 'refresh-all',
        group: 'actions',
        label: 'Refresh all consoles',
        words: 'sync reload',
        shortcut: 'refresh-all',
        whyNot: isSignedIn ? null : 'Nobody is signed in.',
        run: () => sendCommand('refresh-all'),
      },
      {
        id: 'add-console',
        group: 'actions',
        label: 'Add console',
        words: 'connect new connection',
        whyNot: null,
        run: addConsole,
      },
      {
        id: 'arrange-consoles',
        group: 'actions',
        label: 'Arrange consoles',
        words: 'order group connections',
        whyNot: several ? null : 'There is only one console.',
        run: () => openDialog({ kind: 'arrange' }),
      },
      {
        id: 'import-connections',
        group: 'actions',
        label: 'Import connections',
        words: 'consoles file',
        whyNot: null,
        run: () => openDialog({ kind: 'import' }),
      },
      {
        id: 'export-connections',
        group: 'actions',
        label: 'Export connections',
        words: 'consoles file',
        whyNot: null,
        run: () => openDialog({ kind: 'export' }),
      },
      {
        id: 'activity',
        group: 'places',
        label: 'Activity',
        words: 'log timeline history events',
        whyNot: null,
        run: () => go('activity'),
      },
      {
        id: 'journal',
        group: 'places',
        label: 'Journal',
        words: 'log history',
        shortcut: 'journal',
        whyNot: null,
        run: () => sendCommand('journal'),
      },
      {
        id: 'settings',
        group: 'places',
        label: 'Settings',
        words: 'preferences options',
        shortcut: 'settings',
        whyNot: null,
        run: () => sendCommand('settings'),
      },
      {
        id: 'lock',
        group: 'actions',
        label: 'Lock now',
        shortcut: 'lock',
        whyNot: isSignedIn ? null : 'Nobody is signed in.',
        run: () => void lock({}),
      },
      {
        id: 'shortcuts',
        group: 'places',
        label: 'Keyboard shortcuts',
        words: 'help keys',
        shortcut: 'shortcuts',
        whyNot: null,
        run: () => sendCommand('shortcuts'),
      },
      {
        id: 'about',
        group: 'places',
        label: 'About Keywright',
        words: 'version help',
        whyNot: null,
        run: () => sendCommand('about'),
      },
      ...pages,
    ],
    'last',
  )
}
