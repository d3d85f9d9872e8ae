// Asks before keys are disabled: whatever uses them breaks.
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { DisabledIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import { KeyIdentity, KeyName, KeyNames } from './key-name'
import { LeftAloneLines } from './left-alone'
import type { Outcomes } from './outcomes'
import { ProductionNote } from './production-note'
import type { SelectedKey } from './selected-key'
import type { LeftAlone } from './several-rules'
import { StationWarning } from './station-warning'
import { useKeyCalls } from './use-key-calls'

interface DisableDialogProps {
  /** The enabled ones of the selection. */
  readonly keys: readonly SelectedKey[]
  /** How many of the others are not enabled. */
  readonly unfit: number
  /** Consoles where nothing can be disabled now. */
  readonly left: readonly LeftAlone[]
  readonly onDone: (outcomes: Outcomes) => void
  readonly onClose: () => void
}

export function DisableDialog({ keys, unfit, left, onDone, onClose }: DisableDialogProps) {
  const disable = useKeyCalls()
  const [first] = keys
  if (!first) return null
  const one = keys.length === 1

  async function run() {
    const outcomes = await disable.run(keys, 'disable')
    if (outcomes) onDone(outcomes)
  }

  return (
    <Dialog
      role="alertdialog"
      title="Disable key"
      icon={DisabledIcon}
      iconTone="warning"
      text={
        <>
          Every connection that uses {one ? <KeyName of={first.key} /> : `these ${keysText(keys.length)}`}{' '}
          breaks now. You can enable {one ? 'it' : 'them'} again.
        </>
      }
      onClose={onClose}
      buttons={
        <>
          <Button size="form" isPending={disable.isRunning} onPress={() => void run()}>
            Disable
          </Button>
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <ProductionNote connectionIds={keys.map(({ connectionId }) => connectionId)} />
      {one ? <KeyIdentity of={first.key} /> : <KeyNames of={keys} />}
      {unfit > 0 && (
        <p className={text.hint}>
          {keysText(unfit)} of your selection cannot be disabled and stay as they are.
        </p>
      )}
      <LeftAloneLines left={left} />
      <StationWarning of={keys} verb="disable" />
      <Alert failure={disable.failure} />
    </Dialog>
  )
}
