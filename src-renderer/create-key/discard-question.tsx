// Asked before the wizard closes over something that was typed or made.
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { QuestionIcon } from '../parts/icons'

interface DiscardQuestionProps {
  readonly onBack: () => void
  readonly onDiscard: () => void
}

export function DiscardQuestion({ onBack, onDiscard }: DiscardQuestionProps) {
  return (
    <Dialog
      role="alertdialog"
      title="Discard what you entered?"
      icon={QuestionIcon}
      iconTone="warning"
      text="Nothing has been sent. No key exists yet."
      onClose={onBack}
      buttons={
        <>
          <Button size="form" onPress={onDiscard}>
            Discard
          </Button>
          <Button variant="filled" size="form" autoFocus onPress={onBack}>
            Go back
          </Button>
        </>
      }
    />
  )
}
