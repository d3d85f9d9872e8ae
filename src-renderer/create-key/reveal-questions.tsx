// Questions of the reveal step: stored after Copy alone? delete it? leave and lose it? Each ends safe by default.
import type { ReactNode } from 'react'
import type { Creation } from '../../src-shared/creation'
import { ConsoleText } from '../keys/console-text'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { DeleteIcon, QuestionIcon, WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { useNow } from '../text/use-now'
import { secondsUntil } from './done-rules'

interface QuestionProps {
  readonly creation: Creation
  readonly isBusy: boolean
  readonly onBack: () => void
}

const name = (creation: Creation): ReactNode => (
  <span className={text.strong}>
    <ConsoleText text={creation.description} />
  </span>
)

const goBack = (onBack: () => void, label = 'Go back') => (
  <Button variant="filled" size="form" autoFocus onPress={onBack}>
    {label}
  </Button>
)

/** The time to clear stays while clearing has not worked. */
function clipboardText({ copied }: Creation, now: number): string {
  if (copied === null || copied.clearsAt === null) return 'The clipboard is cleared.'
  const seconds = secondsUntil(copied.clearsAt, now)
  return seconds > 0
    ? `The clipboard will be cleared in ${seconds} s.`
    : 'The clipboard should be clear by now; if you are not sure, copy something else over it.'
}

export function StoredQuestion({
  creation,
  isBusy,
  onBack,
  onStored,
}: QuestionProps & { readonly onStored: () => void }) {
  const now = useNow(1000)
  return (
    <Dialog
      role="alertdialog"
      title="Is the key stored?"
      icon={QuestionIcon}
      iconTone="warning"
      text={`You copied the key but did not save it. ${clipboardText(creation, now)} Have you pasted it somewhere safe?`}
      onClose={onBack}
      buttons={
        <>
          <Button size="form" isPending={isBusy} onPress={onStored}>
            Yes, it is stored
          </Button>
          {goBack(onBack)}
        </>
      }
    />
  )
}

export function DeleteQuestion({
  creation,
  consoleName,
  isBusy,
  onBack,
  onDelete,
}: QuestionProps & { readonly consoleName: string; readonly onDelete: () => void }) {
  return (
    <Dialog
      role="alertdialog"
      title="Delete key"
      icon={DeleteIcon}
      iconTone="danger"
      text={
        <>
          {name(creation)} is removed from <bdi>{consoleName}</bdi> and its private key is destroyed. It
          cannot be brought back. A copy that you stored stops working.
        </>
      }
      onClose={onBack}
      buttons={
        <>
          <Button variant="danger" size="form" isPending={isBusy} onPress={onDelete}>
            Delete
          </Button>
          {goBack(onBack, 'Cancel')}
        </>
      }
    />
  )
}

export function LossQuestion({
  creation,
  isBusy,
  onBack,
  onDelete,
  onLeave,
}: QuestionProps & { readonly onDelete: () => void; readonly onLeave: () => void }) {
  const released = creation.phase === 'revealed'
  return (
    <Dialog
      role="alertdialog"
      title="The key will be lost"
      icon={WarningIcon}
      iconTone="danger"
      text={
        <>
          {name(creation)} works, but{' '}
          {released
            ? 'you have not confirmed that its private key is stored'
            : 'nobody has its private key yet'}
          . It cannot be shown again. If you leave, Needs attention will ask what to do with it.
        </>
      }
      onClose={onBack}
      footStart={
        <Button variant="quiet" size="form" isPending={isBusy} onPress={onLeave}>
          Leave anyway
        </Button>
      }
      buttons={
        <>
          <Button variant="danger" size="form" isPending={isBusy} onPress={onDelete}>
            Delete the key
          </Button>
          {goBack(onBack)}
        </>
      }
    />
  )
}
