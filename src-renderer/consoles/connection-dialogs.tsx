// Edit and remove a connection: name, group, tag and colour; and what it takes with it when it goes.
import { useState } from 'react'
import type { Connection } from '../../src-shared/connection'
import { longestName } from '../../src-shared/console-looks'
import { isolatedText, plainName } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { addressText } from '../certificate/certificate-words'
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Facts, Fingerprint } from '../parts/facts'
import { DeleteIcon, EditIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { TextField } from '../parts/text-field'
import { LooksFields } from './looks-fields'
import { StationKeyDialog } from './station-key-dialog'

interface ConnectionDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

export function EditConnectionDialog({ connection, onClose }: ConnectionDialogProps) {
  const [name, setName] = useState(connection.name)
  const { group, color, tag } = connection
  const [looks, setLooks] = useState({ group, color, tag })
  const [tried, setTried] = useState(false)
  const edit = useAction('connections.edit')
  const sign = useTopic('sessions').find((one) => one.connectionId === connection.id)?.sign
  const version = sign?.kind === 'active' ? sign.user.consoleVersion : null
  const empty = plainName(name, longestName) === ''
  const submit = () => {
    setTried(true)
    if (empty) return
    edit
      .run({ connectionId: connection.id, name: name.trim(), ...looks, group: looks.group.trim() })
      .then((outcome) => {
        if (outcome.kind === 'done') onClose()
      })
      .catch(() => undefined)
  }
  return (
    <Dialog
      title="Edit connection"
      icon={EditIcon}
      text="Another address is another console: remove this one and connect to the other."
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="form" variant="filled" isPending={edit.isRunning}>
            Save
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        maxLength={longestName}
        autoFocus
        error={tried && empty ? 'Enter a name.' : null}
        note="How this console appears in your list."
      />
      <LooksFields value={looks} onChange={setLooks} />
      <Facts
        facts={[
          { label: 'Address', value: addressText(connection.origin) },
          ...(version === null ? [] : [{ label: 'Version', value: <ConsoleText text={version} /> }]),
          {
            label: 'Certificate',
            value:
              connection.pin === null ? (
                'Trusted by this computer'
              ) : (
                <Fingerprint value={connection.pin.fingerprint256} group={8} />
              ),
          },
        ]}
      />
      <Alert failure={edit.failure} />
    </Dialog>
  )
}

export function RemoveConnectionDialog({ connection, onClose }: ConnectionDialogProps) {
  const remove = useAction('connections.remove')
  const session = useTopic('sessions').find((one) => one.connectionId === connection.id)
  const stationKey = session?.stationKey ?? null
  const [isWithdrawing, setWithdrawing] = useState(false)
  const confirm = () => {
    remove
      .run({ connectionId: connection.id })
      .then((outcome) => {
        if (outcome.kind === 'done') onClose()
      })
      .catch(() => undefined)
  }
  if (isWithdrawing) return <StationKeyDialog connection={connection} onClose={onClose} />
  return (
    <Dialog
      role="alertdialog"
      title="Remove connection"
      icon={DeleteIcon}
      iconTone="warning"
      text={`${connection.name} disappears from this computer: its saved list, its sign-in and the trust in its certificate. Keys on the console stay as they are.`}
      onClose={onClose}
      buttons={
        <>
          <Button size="form" isPending={remove.isRunning} onPress={confirm}>
            Remove
          </Button>
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {stationKey !== null && (
        <p className={text.hint}>
          The key of this computer, {isolatedText(stationKey.description)}, stays on the console, although
          nobody can use it any more once its private half is gone from here.{' '}
          <Button variant="link" onPress={() => setWithdrawing(true)}>
            Withdraw it first
          </Button>
        </p>
      )}
      <Alert failure={remove.failure} />
    </Dialog>
  )
}
