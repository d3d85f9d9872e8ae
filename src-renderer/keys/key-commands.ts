// The actions of the keys screen as commands of the palette, each with its reason where it is off.
import type { ShortcutId } from '../../src-shared/shortcuts'
import { sendCommand } from '../bridge/use-menu-command'
import { type Command, useCommands } from '../palette/commands'
import { useOpenWizard } from '../workspace/wizard-host'
import type { KeyAction } from './key-rules'

interface KeyCommands {
  /** Why no key can be created, or null. */
  readonly creating: string | null
  readonly whyNot: (action: KeyAction) => string | null
  readonly onAction: (action: KeyAction) => void
  readonly hasSelection: boolean
}

const actions: readonly { action: KeyAction; label: string; words: string; shortcut?: ShortcutId }[] = [
  { action: 'edit', label: 'Edit key', words: 'rename description', shortcut: 'edit' },
  { action: 'enable', label: 'Enable keys', words: 'switch on', shortcut: 'enable' },
  { action: 'disable', label: 'Disable keys', words: 'switch off', shortcut: 'disable' },
  { action: 'verify', label: 'Verify key', words: 'check private key' },
  { action: 'remove', label: 'Delete keys', words: 'remove revoke', shortcut: 'remove' },
]

const command = (id: ShortcutId, label: string, words: string, whyNot: string | null, run: () => void) =>
  ({ id, group: 'actions', label, words, shortcut: id, whyNot, run }) satisfies Command

export function useKeyCommands({ creating, whyNot, onAction, hasSelection }: KeyCommands): void {
  const openWizard = useOpenWizard()
  const noDetails = hasSelection ? null : 'Select a key first.'
  useCommands([
    command('new-simple-key', 'New simple key', 'create add', creating, () => openWizard('simple')),
    command('new-advanced-key', 'New advanced key', 'create add rsa', creating, () => openWizard('advanced')),
    command('find', 'Search keys', 'find filter', null, () => sendCommand('find')),
    command('refresh', 'Refresh', 'sync reload', null, () => sendCommand('refresh')),
    command('toggle-details', 'Show or hide details', 'pane', noDetails, () => sendCommand('toggle-details')),
    ...actions.map(({ action, label, words, shortcut }) => ({
      id: `keys-${action}`,
      group: 'actions' as const,
      label,
      words,
      ...(shortcut === undefined ? {} : { shortcut }),
      whyNot: whyNot(action),
      run: () => onAction(action),
    })),
  ])
}
