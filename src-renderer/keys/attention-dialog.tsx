// Asks before an entry of `Needs attention` is settled: keep with a reason, disable, revoke, revoke and make it anew.
import { type ReactNode, useState } from 'react'
import type { AttentionEntry } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import { accessWords } from '../../src-shared/key-query'
import { isolatedText } from '../../src-shared/neutral-text'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button, type ButtonVariant } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Facts, Plate } from '../parts/facts'
import type { IconShape, Tone } from '../parts/icon'
import { DeleteIcon, DisabledIcon, UnlinkedIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { TextField } from '../parts/text-field'
import { dateTimeText } from '../text/dates'
import { ConsoleText } from './console-text'
import { TypeWord } from './key-words'

export type AttentionChoice = 'keep' | 'revoke' | 'recreate' | 'disable'

interface Words {
  readonly title: string
  readonly icon: IconShape
  readonly tone: Tone
  readonly about: (name: ReactNode, entry: AttentionEntry) => ReactNode
  readonly verb: string
  readonly variant: ButtonVariant
  readonly done: (name: string) => string
}

/** Somebody may hold the private key and use it already. */
const mayBeUsed = ({ kind }: AttentionEntry) =>
  kind === 'unconfirmed'
    ? 'Its private key was handed out: integrations may use it already, and they stop working at once. '
    : ''

const words: Readonly<Record<AttentionChoice, Words>> = {
  keep: {
    title: 'Keep key',
    icon: UnlinkedIcon,
    tone: 'danger',
    about: (name, { connectionRemoved, consoleName }) =>
      connectionRemoved ? (
        <>
          {name} may still exist on <ConsoleText text={consoleName} />, which is not connected any more. Say
          what becomes of it.
        </>
      ) : (
        <>Nobody holds the private key of {name}. Say why it stays.</>
      ),
    verb: 'Keep',
    variant: 'filled',
    done: (name) => `${name} stays.`,
  },
  revoke: {
    title: 'Revoke key',
    icon: DeleteIcon,
    tone: 'danger',
    about: (name, entry) => (
      <>
        {name} will be deleted from the console. {mayBeUsed(entry)}It cannot be brought back.
      </>
    ),
    verb: 'Revoke',
    variant: 'danger',
    done: (name) => `${name} was revoked.`,
  },
  recreate: {
    title: 'Revoke key',
    icon: DeleteIcon,
    tone: 'danger',
    about: (name, entry) => (
      <>
        {name} will be deleted from the console. {mayBeUsed(entry)}It cannot be brought back. Then the wizard
        opens with the same settings: a new key is made only when you press Create there.
      </>
    ),
    verb: 'Revoke and recreate',
    variant: 'danger',
    done: (name) => `${name} was revoked. Create it again in the wizard.`,
  },
  disable: {
    title: 'Disable key',
    icon: DisabledIcon,
    tone: 'warning',
    about: (name) => <>Every connection that uses {name} breaks now. You can enable it again.</>,
    verb: 'Disable',
    variant: 'plain',
    done: (name) => `${name} is disabled.`,
  },
}

function Name({ of }: { readonly of: AttentionEntry }) {
  return (
    <span className={text.strong}>
      <ConsoleText text={of.description} />
    </span>
  )
}

interface AttentionDialogProps {
  readonly entry: AttentionEntry
  /** Null: the place tells which it is. */
  readonly consoleName: string | null
  readonly choice: AttentionChoice
  /** The other way out, that can be taken back: offered before an unconfirmed key is revoked. */
  readonly onDisableInstead: () => void
  readonly onFailure: (failure: Failure) => void
  readonly onSettled: (message: string) => void
  readonly onClose: () => void
}

export function AttentionDialog(props: AttentionDialogProps) {
  const { entry, consoleName, choice, onSettled, onClose } = props
  const settle = useAction('attention.settle')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { title, icon, tone, about, verb, variant, done } = words[choice]
  const asksWhy = choice === 'keep'
  const lacksReason = asksWhy && reason.trim() === ''
  const revokes = choice === 'revoke' || choice === 'recreate'

  async function run() {
    setTried(true)
    if (lacksReason || settle.isRunning) return
    const { opId, connectionId } = entry
    const outcome = await settle.run({
      connectionId,
      opId,
      choice: choice === 'recreate' ? 'revoke' : choice,
      reason: reason.trim(),
    })
    if (outcome.kind === 'failed') props.onFailure(outcome.failure)
    if (outcome.kind === 'done') onSettled(done(isolatedText(entry.description)))
  }

  return (
    <Dialog
      role={asksWhy ? 'dialog' : 'alertdialog'}
      title={title}
      icon={icon}
      iconTone={tone}
      text={about(<Name of={entry} />, entry)}
      onClose={onClose}
      onSubmit={() => void run()}
      footStart={
        revokes &&
        entry.kind === 'unconfirmed' && (
          <Button variant="quiet" size="form" icon={DisabledIcon} onPress={props.onDisableInstead}>
            Disable instead
          </Button>
        )
      }
      buttons={
        <>
          <Button size="form" variant={asksWhy ? 'plain' : 'filled'} autoFocus={!asksWhy} onPress={onClose}>
            Cancel
          </Button>
          <Button size="form" variant={variant} type="submit" isPending={settle.isRunning}>
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
      <Plate>
        <Facts
          facts={[
            {
              label: 'Type',
              value: (
                <>
                  <TypeWord type={entry.keyType} long />,{' '}
                  {accessWords[entry.readOnly ? 'read-only' : 'read-write'].toLowerCase()}
                </>
              ),
            },
            ...(consoleName === null
              ? []
              : [{ label: 'Console', value: <ConsoleText text={consoleName} /> }]),
            { label: 'Owner', value: <ConsoleText text={entry.userName} /> },
            { label: 'Created', value: dateTimeText(entry.createdAt ?? entry.startedAt) },
            ...(entry.keyId === null ? [] : [{ label: 'Key id', value: entry.keyId }]),
          ]}
        />
      </Plate>
      <Alert failure={settle.failure} />
    </Dialog>
  )
}
