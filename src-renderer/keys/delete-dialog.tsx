// Asks before keys are deleted. Keys that still work need a typed confirmation, and can be disabled instead (decisions D15).
import { type ReactNode, useState } from 'react'
import type { KeyRecord } from '../../src-shared/key'
import { accessWords } from '../../src-shared/key-query'
import { neutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Facts, Plate } from '../parts/facts'
import { Icon } from '../parts/icon'
import { CheckIcon, DeleteIcon, DisabledIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { TextField } from '../parts/text-field'
import { keysText } from '../text/counts'
import { dateText } from '../text/dates'
import { ConsoleText } from './console-text'
import { KeyName, KeyNames, nameGraphemes } from './key-name'
import { TypeWord } from './key-words'
import { LeftAloneLines } from './left-alone'
import type { Outcomes } from './outcomes'
import { ProductionNote } from './production-note'
import { keysOf, type SelectedKey } from './selected-key'
import type { LeftAlone } from './several-rules'
import { StationWarning } from './station-warning'
import { useKeyCalls } from './use-key-calls'

interface DeleteDialogProps {
  readonly keys: readonly SelectedKey[]
  /** Consoles where nothing can be deleted now. */
  readonly left: readonly LeftAlone[]
  /** Null where the role may not disable. */
  readonly onDisableInstead: (() => void) | null
  /** Why none of them can be disabled now, or null. */
  readonly whyNotDisable: string | null
  readonly onDone: (outcomes: Outcomes) => void
  readonly onClose: () => void
}

/** Texts that look the same are the same: kinds and numbers of spaces, and how accents are stored, cannot be seen. */
const asSeen = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** What has to be typed, and what it is called; null when one press is enough. */
function proofFor(keys: readonly KeyRecord[]): { label: string; expected: string; note: string } | null {
  const [first] = keys
  if (!first) return null
  if (keys.length > 1) {
    return {
      label: 'Type the number of keys to confirm',
      expected: String(keys.length),
      note: `Type ${keys.length}.`,
    }
  }
  if (first.status.word === 'disabled') return null
  const description = first.description.trim()
  const isTypable = description.length <= nameGraphemes && neutralText(description) === description
  return {
    label: 'Type the description to confirm',
    expected: description !== '' && isTypable ? description : first.id,
    note:
      description === ''
        ? `The key has no description. Type its id, ${first.id}.`
        : isTypable
          ? 'Exactly as it stands above.'
          : `The description cannot be typed. Type the id, ${first.id}.`,
  }
}

function warning(keys: readonly KeyRecord[], first: KeyRecord): ReactNode {
  const enabled = keys.filter((key) => key.status.word === 'enabled').length
  if (keys.length > 1) {
    const one = enabled === 1
    const stops = `${enabled.toLocaleString()} of them ${one ? 'is' : 'are'} enabled: whatever uses ${one ? 'it' : 'them'} stops working at once. `
    return `${keysText(keys.length)} will be deleted. ${enabled > 0 ? stops : ''}They cannot be brought back.`
  }
  if (enabled === 1)
    return (
      <>
        <KeyName of={first} /> is enabled. Whatever uses it stops working at once, and it cannot be brought
        back.
      </>
    )
  return (
    <>
      <KeyName of={first} /> does not work now. Once deleted, it cannot be brought back.
    </>
  )
}

export function DeleteDialog(props: DeleteDialogProps) {
  const { keys: subject, left, onDisableInstead, whyNotDisable, onDone, onClose } = props
  const remove = useKeyCalls()
  const connections = useTopic('connections')
  const [typed, setTyped] = useState('')
  const keys = keysOf(subject)
  const [first] = keys
  const console = connections.find((one) => one.id === subject[0]?.connectionId)
  if (!first) return null
  const proof = proofFor(keys)
  const proven = proof === null || asSeen(typed) === asSeen(proof.expected)
  const canDisable = onDisableInstead !== null && keys.some((key) => key.status.word === 'enabled')

  async function run() {
    if (!proven || remove.isRunning) return
    const outcomes = await remove.run(subject, 'remove')
    if (outcomes) onDone(outcomes)
  }

  return (
    <Dialog
      role="alertdialog"
      title="Delete key"
      icon={DeleteIcon}
      iconTone="danger"
      text={warning(keys, first)}
      onClose={onClose}
      onSubmit={() => void run()}
      footStart={
        canDisable && (
          <Button
            variant="quiet"
            size="form"
            icon={DisabledIcon}
            disabledReason={whyNotDisable}
            onPress={onDisableInstead}
          >
            Disable instead
          </Button>
        )
      }
      buttons={
        <>
          <Button
            size="form"
            variant={proof === null ? 'filled' : 'plain'}
            autoFocus={proof === null}
            onPress={onClose}
          >
            Cancel
          </Button>
          <Button
            size="form"
            variant={proof === null ? 'danger' : 'danger-filled'}
            type="submit"
            isPending={remove.isRunning}
            disabledReason={proven ? null : `${proof.label} first.`}
          >
            Delete
          </Button>
        </>
      }
    >
      <ProductionNote connectionIds={subject.map(({ connectionId }) => connectionId)} />
      {keys.length > 1 ? (
        <KeyNames of={subject} />
      ) : (
        <Plate>
          <Facts
            facts={[
              ...(console ? [{ label: 'Console', value: <ConsoleText text={console.name} /> }] : []),
              {
                label: 'Type',
                value: (
                  <>
                    <TypeWord type={first.type} long />,{' '}
                    {accessWords[first.readOnly ? 'read-only' : 'read-write'].toLowerCase()}
                  </>
                ),
              },
              { label: 'Owner', value: <ConsoleText text={first.userName || 'Unknown'} /> },
              { label: 'Created', value: first.createdAt === null ? 'Unknown' : dateText(first.createdAt) },
              { label: 'Key id', value: first.id },
            ]}
          />
        </Plate>
      )}
      {proof && (
        <TextField
          label={proof.label}
          value={typed}
          onChange={setTyped}
          autoFocus
          note={
            proven ? (
              <span className={text.withIcon}>
                <Icon shape={CheckIcon} size="small" tone="ok" />
                Matches
              </span>
            ) : (
              proof.note
            )
          }
        />
      )}
      <LeftAloneLines left={left} />
      <StationWarning of={subject} verb="delete" />
      <Alert failure={remove.failure} />
    </Dialog>
  )
}
