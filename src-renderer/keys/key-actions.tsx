// Runs the actions on keys: which dialog is open, what is done at once, what is said afterwards, where the focus goes.
import { type ReactNode, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import { rowIdOf } from '../../src-shared/key-rows'
import { rightsOf } from '../../src-shared/rights'
import type { Console } from '../workspace/consoles'
import { DeleteDialog } from './delete-dialog'
import { DisableDialog } from './disable-dialog'
import { EditDialog } from './edit-dialog'
import { nameOf } from './key-name'
import type { KeyAction } from './key-rules'
import type { Outcomes } from './outcomes'
import { OutcomesDialog } from './outcomes-dialog'
import { keysOf, type SelectedKey } from './selected-key'
import { type LeftAlone, subjectOf, whyNotSeveral } from './several-rules'
import type { Message } from './undo-message'
import { useKeyCalls } from './use-key-calls'
import { VerifyDialog } from './verify-dialog'

interface Open {
  readonly kind: 'edit' | 'disable' | 'verify' | 'remove'
  readonly keys: readonly SelectedKey[]
  readonly left: readonly LeftAlone[]
  /** Keys of the selection whose state is not the one that the action changes. */
  readonly unfit: number
}

interface Failed {
  readonly verb: string
  readonly outcomes: Outcomes
}

interface Surroundings {
  /** All that the selection can be from. */
  readonly consoles: readonly Console[]
  readonly show: (message: Message | null) => void
  /** Puts the focus on the grid's tab stop once the dialog is gone. */
  readonly focusGrid: () => void
}

interface KeyActions {
  start(action: KeyAction, keys: readonly SelectedKey[]): void
  /** Some of these keys are being switched right now. */
  isSwitching(keys: readonly SelectedKey[]): boolean
  readonly failure: Failure | null
  dismissFailure(): void
  /** The open dialog. */
  readonly dialog: ReactNode
}

function said(keys: readonly SelectedKey[], what: string): string {
  return `${nameOf(keysOf(keys))} ${keys.length === 1 ? 'is' : 'are'} ${what}.`
}

/** What stayed as it is, for a message after work that asked nothing first. */
function leftText(left: readonly LeftAlone[]): string {
  return left.map(({ console, reason }) => ` ${console}: ${reason}`).join('')
}

export function useKeyActions({ consoles, show, focusGrid }: Surroundings): KeyActions {
  const calls = useKeyCalls()
  const [open, setOpen] = useState<Open | null>(null)
  /** What could not be done; each is shown once no dialog is open. */
  const [failed, setFailed] = useState<readonly Failed[]>([])
  /** Row ids of the keys that are switched without a dialog. */
  const [switching, setSwitching] = useState<ReadonlySet<string>>(new Set())
  const isSwitched = ({ connectionId, key }: SelectedKey) => switching.has(rowIdOf(connectionId, key.id))
  const consoleOf = (connectionId: string) => consoles.find(({ id }) => id === connectionId)

  /** Says what worked; what did not is listed. A dialog that was opened meanwhile stays. */
  function report(verb: string, message: Message, outcomes: Outcomes) {
    if (outcomes.done.length > 0) show(message)
    if (outcomes.failed.length > 0) setFailed((before) => [...before, { verb, outcomes }])
  }

  async function setEnabled(
    keys: readonly SelectedKey[],
    enabled: boolean,
    undoable: boolean,
    left: readonly LeftAlone[] = [],
  ) {
    const wanted = keys.filter((one) => !isSwitched(one))
    if (wanted.length === 0) {
      const are = keys.length === 1 ? 'is' : 'are'
      show({
        text: `${nameOf(keysOf(keys))} ${are} being ${enabled ? 'enabled' : 'disabled'} already.`,
        undo: null,
      })
      return
    }
    const ids = wanted.map(({ connectionId, key }) => rowIdOf(connectionId, key.id))
    setSwitching((before) => new Set([...before, ...ids]))
    const outcomes = await calls.run(wanted, enabled ? 'enable' : 'disable')
    setSwitching((before) => new Set([...before].filter((id) => !ids.includes(id))))
    if (outcomes) switched(outcomes, enabled, undoable, left)
  }

  function switched(
    outcomes: Outcomes,
    enabled: boolean,
    undoable: boolean,
    left: readonly LeftAlone[] = [],
  ) {
    const word = enabled ? 'enabled' : 'disabled'
    const undo = undoable
      ? () => {
          show(null)
          focusGrid()
          void setEnabled(outcomes.done, !enabled, false)
        }
      : null
    report(word, { text: `${said(outcomes.done, word)}${leftText(left)}`, undo }, outcomes)
  }

  function start(action: KeyAction, selected: readonly SelectedKey[]) {
    calls.clearFailure()
    const { keys, left } = subjectOf(action, consoles, selected)
    const unfit = selected.length - keys.length - left.reduce((sum, { count }) => sum + count, 0)
    if (action === 'enable') void setEnabled(keys, true, true, left)
    else setOpen({ kind: action, keys, left, unfit })
  }

  return {
    start,
    isSwitching: (keys) => keys.some(isSwitched),
    failure: calls.failure,
    dismissFailure: calls.clearFailure,
    dialog: open ? dialogOf(open) : failed[0] ? failedDialog(failed[0]) : null,
  }

  function failedDialog(shown: Failed): ReactNode {
    const close = () => setFailed((before) => before.filter((one) => one !== shown))
    return <OutcomesDialog {...shown} consoles={consoles} onClose={close} />
  }

  function dialogOf(shown: Open): ReactNode {
    // An answer may come when another dialog has taken its place.
    const close = () => setOpen((now) => (now === shown ? null : now))
    const { kind, keys, left, unfit } = shown
    const [first] = keys
    if (!first) return null
    const { connectionId, key } = first
    const console = consoleOf(connectionId)
    switch (kind) {
      case 'edit':
        return (
          <EditDialog
            connectionId={connectionId}
            of={key}
            taken={(console?.inventory?.keys ?? []).flatMap((other) =>
              other.userUid === key.userUid && other.id !== key.id ? other.description : [],
            )}
            onDone={(description) => {
              close()
              show({ text: `The key is now called ${description}.`, undo: null })
            }}
            onClose={close}
          />
        )
      case 'verify':
        return (
          <VerifyDialog
            connectionId={connectionId}
            consoleName={console?.connection.name ?? 'The console'}
            of={key}
            onClose={close}
          />
        )
      case 'disable':
        return (
          <DisableDialog
            keys={keys}
            unfit={unfit}
            left={left}
            onDone={(outcomes) => {
              close()
              switched(outcomes, false, true)
            }}
            onClose={close}
          />
        )
      case 'remove':
        return (
          <DeleteDialog
            keys={keys}
            left={left}
            onDisableInstead={
              keys.every(({ connectionId }) => mayDisable(consoleOf(connectionId)))
                ? () => start('disable', keys)
                : null
            }
            whyNotDisable={whyNotSeveral('disable', consoles, keys)}
            onDone={(outcomes) => {
              close()
              const { done } = outcomes
              const text = `${nameOf(keysOf(done))} ${done.length === 1 ? 'was' : 'were'} deleted.`
              report('deleted', { text, undo: null }, outcomes)
              if (done.length > 0) focusGrid()
            }}
            onClose={close}
          />
        )
    }
  }
}

function mayDisable(console: Console | undefined): boolean {
  const user = console?.situation.user ?? null
  return user !== null && rightsOf(user.role).setEnabled
}
