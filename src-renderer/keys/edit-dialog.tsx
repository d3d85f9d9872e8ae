// Changes the description of a key, the only thing of it that can be changed.
import { useState } from 'react'
import { checkDescription, descriptionLimit } from '../../src-shared/description'
import type { KeyRecord } from '../../src-shared/key'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { EditIcon } from '../parts/icons'
import { TextField } from '../parts/text-field'
import { descriptionProblemText } from '../text/description-problem'
import { KeyIdentity } from './key-name'
import { refOf } from './key-rules'

interface EditDialogProps {
  readonly connectionId: string
  readonly of: KeyRecord
  /** Descriptions of the same owner's other keys. */
  readonly taken: readonly string[]
  readonly onDone: (description: string) => void
  readonly onClose: () => void
}

export function EditDialog({ connectionId, of, taken, onDone, onClose }: EditDialogProps) {
  const [typed, setTyped] = useState(of.description)
  const [tried, setTried] = useState(false)
  const edit = useAction('keys.edit')
  const { description, problem } = checkDescription(typed, taken)
  // Too much is said at once, too little only when it is sent.
  const shown =
    problem !== null && (tried || problem.kind !== 'empty') && typed !== of.description ? problem : null
  const refused = edit.failure?.code === 'description-in-use'
  const proposal = String(edit.failure?.detail.proposal ?? '')

  async function save() {
    setTried(true)
    if (typed === of.description) return onClose()
    if (problem !== null || edit.isRunning) return
    const outcome = await edit.run({ connectionId, key: refOf(of), description })
    if (outcome.kind === 'done') onDone(description)
  }

  return (
    <Dialog
      title="Edit key"
      icon={EditIcon}
      text="The description is the only thing that can be changed."
      onClose={onClose}
      onSubmit={() => void save()}
      buttons={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button size="form" variant="filled" type="submit" isPending={edit.isRunning}>
            Save
          </Button>
        </>
      }
    >
      <TextField
        label="Description"
        value={typed}
        onChange={(value) => {
          setTyped(value)
          if (edit.failure) edit.reset()
        }}
        count={`${typed.trim().length} of ${descriptionLimit}`}
        error={
          shown
            ? descriptionProblemText(shown)
            : refused
              ? descriptionProblemText({ kind: 'in-use', proposal })
              : null
        }
        autoFocus
      />
      <KeyIdentity of={of} />
      <Alert failure={refused ? null : edit.failure} />
    </Dialog>
  )
}
