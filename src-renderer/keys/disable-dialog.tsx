// Asks before keys are disabled: whatever uses them breaks.
import type { KeyRecord } from '../../src-shared/key'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { DisabledIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import { KeyIdentity, KeyName, KeyNames } from './key-name'
import { refOf } from './key-rules'
import { type Outcomes, sortOutcomes } from './outcomes'

interface DisableDialogProps {
  readonly connectionId: string
  /** The enabled ones of the selection. */
  readonly keys: readonly KeyRecord[]
  /** How many of the selection stay as they are. */
  readonly left: number
  readonly onDone: (outcomes: Outcomes) => void
  readonly onClose: () => void
}

export function DisableDialog({ connectionId, keys, left, onDone, onClose }: DisableDialogProps) {
  const disable = useAction('keys.setEnabled')
  const [first] = keys
  if (!first) return null
  const one = keys.length === 1

  async function run() {
    const outcome = await disable.run({ connectionId, keys: keys.map(refOf), enabled: false })
    if (outcome.kind === 'done') onDone(sortOutcomes(keys, outcome.value))
  }

  return (
    <Dialog
      role="alertdialog"
      title="Disable key"
      icon={DisabledIcon}
      iconTone="warning"
      text={
        <>
          Every connection that uses {one ? <KeyName of={first} /> : `these ${keysText(keys.length)}`} breaks
          now. You can enable {one ? 'it' : 'them'} again.
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
      {one ? <KeyIdentity of={first} /> : <KeyNames of={keys} />}
      {left > 0 && (
        <p className={text.hint}>
          {keysText(left)} of your selection cannot be disabled and stay as they are.
        </p>
      )}
      <Alert failure={disable.failure} />
    </Dialog>
  )
}
