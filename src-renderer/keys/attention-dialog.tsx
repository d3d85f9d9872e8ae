// Asks before an entry of `Needs attention` is settled: keep with a reason, revoke, disable.
import { useState } from 'react'
import type { AttentionEntry } from '../../src-shared/creation'
import { neutralText } from '../../src-shared/neutral-text'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import type { IconShape, Tone } from '../parts/icon'
import { DeleteIcon, DisabledIcon, UnlinkedIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { TextField } from '../parts/text-field'
import { dateTimeText } from '../text/dates'

export type AttentionChoice = 'keep' | 'revoke' | 'disable'

interface Words {
  readonly title: string
  readonly icon: IconShape
  readonly tone: Tone
  readonly about: (name: string) => string
  readonly verb: string
  readonly done: (name: string) => string
}

const words: Readonly<Record<AttentionChoice, Words>> = {
  keep: {
    title: 'Keep key',
    icon: UnlinkedIcon,
    tone: 'danger',
    about: (name) => `Nobody holds the private key of ${name}. Say why it stays.`,
    verb: 'Keep',
    done: (name) => `${name} stays.`,
  },
  revoke: {
    title: 'Revoke key',
    icon: DeleteIcon,
    tone: 'danger',
    about: (name) => `${name} will be deleted from the console. It cannot be brought back.`,
    verb: 'Revoke',
    done: (name) => `${name} was revoked.`,
  },
  disable: {
    title: 'Disable key',
    icon: DisabledIcon,
    tone: 'warning',
    about: (name) => `Every connection that uses ${name} breaks now. You can enable it again.`,
    verb: 'Disable',
    done: (name) => `${name} is disabled.`,
  },
}

interface AttentionDialogProps {
  readonly entry: AttentionEntry
  readonly choice: AttentionChoice
  readonly onSettled: (message: string) => void
  readonly onClose: () => void
}

export function AttentionDialog({ entry, choice, onSettled, onClose }: AttentionDialogProps) {
  const settle = useAction('attention.settle')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { title, icon, tone, about, verb, done } = words[choice]
  const name = neutralText(entry.description)
  const asksWhy = choice === 'keep'
  const lacksReason = asksWhy && reason.trim() === ''

  async function run() {
    setTried(true)
    if (lacksReason || settle.isRunning) return
    const { opId, connectionId } = entry
    const outcome = await settle.run({ connectionId, opId, choice, reason: reason.trim() })
    if (outcome.kind === 'done') onSettled(done(name))
  }

  return (
    <Dialog
      role={asksWhy ? 'dialog' : 'alertdialog'}
      title={title}
      icon={icon}
      iconTone={tone}
      text={<bdi>{about(name)}</bdi>}
      onClose={onClose}
      onSubmit={() => void run()}
      buttons={
        <>
          <Button size="form" variant={asksWhy ? 'plain' : 'filled'} autoFocus={!asksWhy} onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            variant={asksWhy ? 'filled' : choice === 'revoke' ? 'danger' : 'plain'}
            type="submit"
            isPending={settle.isRunning}
          >
            {verb}
          </Button>
        </>
      }
    >
      {asksWhy && (
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoFocus
          error={tried && lacksReason ? 'Say why it stays: the next person will ask.' : null}
        />
      )}
      <p className={text.hint}>
        Created {dateTimeText(entry.startedAt)}
        {entry.keyId === null ? '' : `, id ${entry.keyId}`}
      </p>
      <Alert failure={settle.failure} />
    </Dialog>
  )
}
