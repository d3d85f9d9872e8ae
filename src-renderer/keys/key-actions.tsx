// Runs the actions on keys: which dialog is open, what is done at once, what is said afterwards, where the focus goes.
import { type ReactNode, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import { useCall } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import { DeleteDialog } from './delete-dialog'
import { DisableDialog } from './disable-dialog'
import { EditDialog } from './edit-dialog'
import { nameOf } from './key-name'
import { type KeyAction, refOf, switchable } from './key-rules'
import { type Outcomes, sortOutcomes } from './outcomes'
import { OutcomesDialog } from './outcomes-dialog'
import type { Message } from './undo-message'
import { VerifyDialog } from './verify-dialog'

type Open =
  | { readonly kind: 'edit' | 'disable' | 'verify' | 'remove'; readonly keys: readonly KeyRecord[] }
  | { readonly kind: 'outcomes'; readonly verb: string; readonly outcomes: Outcomes }

interface Surroundings {
  readonly connectionId: string
  readonly consoleName: string
  readonly inventory: Inventory | undefined
  readonly canDisable: boolean
  readonly show: (message: Message | null) => void
  /** Puts the focus on the grid's tab stop once the dialog is gone. */
  readonly focusGrid: () => void
}

interface KeyActions {
  start(action: KeyAction, keys: readonly KeyRecord[]): void
  readonly isEnabling: boolean
  readonly failure: Failure | null
  dismissFailure(): void
  /** The open dialog. */
  readonly dialog: ReactNode
}

function said(count: number, keys: readonly KeyRecord[], what: string): string {
  return `${nameOf(keys)} ${count === 1 ? 'is' : 'are'} ${what}.`
}

export function useKeyActions(around: Surroundings): KeyActions {
  const { connectionId, inventory, show, focusGrid } = around
  const call = useCall()
  const [open, setOpen] = useState<Open | null>(null)
  const [isEnabling, setEnabling] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const close = () => setOpen(null)

  /** Says what worked; what did not is listed. */
  function report(verb: string, message: Message, outcomes: Outcomes) {
    if (outcomes.done.length > 0) show(message)
    setOpen(outcomes.failed.length > 0 ? { kind: 'outcomes', verb, outcomes } : null)
  }

  async function setEnabled(keys: readonly KeyRecord[], enabled: boolean, undoable: boolean) {
    if (isEnabling) return
    setEnabling(true)
    setFailure(null)
    try {
      const answer = await call('keys.setEnabled', { connectionId, keys: keys.map(refOf), enabled })
      switched(sortOutcomes(keys, answer), enabled, undoable)
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setEnabling(false)
    }
  }

  function switched(outcomes: Outcomes, enabled: boolean, undoable: boolean) {
    const word = enabled ? 'enabled' : 'disabled'
    const undo = undoable
      ? () => {
          show(null)
          focusGrid()
          void setEnabled(outcomes.done, !enabled, false)
        }
      : null
    report(word, { text: said(outcomes.done.length, outcomes.done, word), undo }, outcomes)
  }

  function start(action: KeyAction, keys: readonly KeyRecord[]) {
    setFailure(null)
    if (action === 'enable') void setEnabled(switchable(keys, true), true, true)
    else setOpen({ kind: action, keys })
  }

  return {
    start,
    isEnabling,
    failure,
    dismissFailure: () => setFailure(null),
    dialog: open && dialogOf(open),
  }

  function dialogOf(shown: Open): ReactNode {
    if (shown.kind === 'outcomes') return <OutcomesDialog {...shown} onClose={close} />
    const { kind, keys } = shown
    const [first] = keys
    if (!first) return null
    switch (kind) {
      case 'edit':
        return (
          <EditDialog
            connectionId={connectionId}
            of={first}
            taken={(inventory?.keys ?? []).flatMap((key) =>
              key.userUid === first.userUid && key.id !== first.id ? key.description : [],
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
            consoleName={around.consoleName}
            of={first}
            onClose={close}
          />
        )
      case 'disable': {
        const enabled = switchable(keys, false)
        return (
          <DisableDialog
            connectionId={connectionId}
            keys={enabled}
            left={keys.length - enabled.length}
            onDone={(outcomes) => switched(outcomes, false, true)}
            onClose={close}
          />
        )
      }
      case 'remove':
        return (
          <DeleteDialog
            connectionId={connectionId}
            keys={keys}
            onDisableInstead={around.canDisable ? () => setOpen({ kind: 'disable', keys }) : null}
            onDone={(outcomes) => {
              const { done } = outcomes
              const text = `${nameOf(done)} ${done.length === 1 ? 'was' : 'were'} deleted.`
              report('deleted', { text, undo: null }, outcomes)
              if (done.length > 0) focusGrid()
            }}
            onClose={close}
          />
        )
    }
  }
}
