// Some keys of a call over several were not changed: which, on which console, and why.
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import { errorLine } from '../text/error-text'
import type { Console } from '../workspace/consoles'
import { ConsoleText } from './console-text'
import { KeyName } from './key-name'
import names from './key-name.module.css'
import type { Outcomes } from './outcomes'

interface OutcomesDialogProps {
  /** For example "deleted". */
  readonly verb: string
  readonly outcomes: Outcomes
  readonly consoles: readonly Console[]
  readonly onClose: () => void
}

export function OutcomesDialog({ verb, outcomes: { done, failed }, consoles, onClose }: OutcomesDialogProps) {
  const nameOf = (connectionId: string) => consoles.find(({ id }) => id === connectionId)?.connection.name
  const several = new Set([...done, ...failed].map(({ connectionId }) => connectionId)).size > 1
  return (
    <Dialog
      role="alertdialog"
      title={`${keysText(failed.length)} not ${verb}`}
      icon={WarningIcon}
      iconTone="warning"
      text={
        done.length === 0
          ? `Nothing was ${verb}.`
          : `${keysText(done.length)} ${done.length === 1 ? 'was' : 'were'} ${verb}.`
      }
      onClose={onClose}
      buttons={
        <Button size="form" variant="filled" autoFocus onPress={onClose}>
          Close
        </Button>
      }
    >
      <ul className={names.names}>
        {failed.map(({ connectionId, key, failure }) => (
          <li key={`${connectionId}/${key.id}`}>
            <KeyName of={key} />
            {several && (
              <span className={text.hint}>
                <ConsoleText text={nameOf(connectionId) ?? 'Unknown console'} />
              </span>
            )}
            <span className={text.muted}>{errorLine(failure)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
