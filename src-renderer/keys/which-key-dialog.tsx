// Several new keys fit a create whose answer was lost: the person says which one it made, if any. Nothing is deleted by that.
import { useState } from 'react'
import type { AttentionEntry } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { QuestionIcon } from '../parts/icons'
import { RadioGroup, type RadioOption } from '../parts/radios'
import { dateTimeText } from '../text/dates'
import { ConsoleText } from './console-text'

/** No key id looks like this. */
const none = 'none'

interface WhichKeyDialogProps {
  readonly entry: AttentionEntry
  readonly isRunning: boolean
  readonly failure: Failure | null
  /** null: none of them. */
  readonly onPick: (keyId: string | null) => void
  readonly onClose: () => void
}

export function WhichKeyDialog(props: WhichKeyDialogProps) {
  const { entry, isRunning, onPick, onClose } = props
  const [chosen, choose] = useState('')
  const isChosen = chosen !== ''
  const options: RadioOption<string>[] = entry.candidates.map(({ keyId, createdAt }) => ({
    value: keyId,
    label: `Key id ${keyId}`,
    hint: createdAt === null ? 'Created at an unknown time' : `Created ${dateTimeText(createdAt)}`,
  }))
  return (
    <Dialog
      title="Which key is it?"
      icon={QuestionIcon}
      iconTone="info"
      text={
        <>
          Several new keys fit what was asked for: <ConsoleText text={entry.description} />, sent{' '}
          {dateTimeText(entry.startedAt)}. Choose the one that this create made. Nothing is deleted by that.
        </>
      }
      onClose={onClose}
      onSubmit={() => {
        if (isChosen && !isRunning) onPick(chosen === none ? null : chosen)
      }}
      buttons={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            variant="filled"
            type="submit"
            isPending={isRunning}
            disabledReason={isChosen ? null : 'Choose one first.'}
          >
            Choose
          </Button>
        </>
      }
    >
      <RadioGroup
        label="Keys that fit"
        options={[...options, { value: none, label: 'None of these' }]}
        value={chosen}
        onChange={choose}
      />
      <Alert failure={props.failure} />
    </Dialog>
  )
}
