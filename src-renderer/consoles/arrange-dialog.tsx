// All consoles in their order, to arrange, mark, add and remove them without a pointer; their numbers are those of Ctrl+1…9.
import { useRef } from 'react'
import type { Connection } from '../../src-shared/connection'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { addressText } from '../certificate/certificate-words'
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Button, IconButton } from '../parts/button'
import { ConsoleMark } from '../parts/console-mark'
import { Dialog } from '../parts/dialog'
import { AddIcon, DeleteIcon, EditIcon, SortDownIcon, SortUpIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import styles from './arrange-dialog.module.css'
import { useConsoleDialogs } from './use-console-dialogs'

/** The ids with one of them moved by one place; null where there is no such place. */
function moved(list: readonly Connection[], at: number, by: 1 | -1): string[] | null {
  const ids = list.map(({ id }) => id)
  const [one, other] = [ids[at], ids[at + by]]
  if (one === undefined || other === undefined) return null
  ids[at] = other
  ids[at + by] = one
  return ids
}

export function ArrangeDialog({ onClose }: { readonly onClose: () => void }) {
  const list = useTopic('connections')
  const order = useAction('connections.order')
  const open = useConsoleDialogs()
  const said = useRef('')

  const move = (at: number, by: 1 | -1) => {
    const connectionIds = moved(list, at, by)
    if (connectionIds === null || order.isRunning) return
    said.current = `${list[at]?.name ?? ''} is now number ${at + by + 1} of ${list.length}.`
    void order.run({ connectionIds })
  }

  return (
    <Dialog
      title="Consoles"
      size="wide"
      onClose={onClose}
      footStart={
        <span className={styles.file}>
          <Button size="form" variant="quiet" onPress={() => open({ kind: 'import' })}>
            Import connections…
          </Button>
          <Button size="form" variant="quiet" onPress={() => open({ kind: 'export' })}>
            Export connections…
          </Button>
        </span>
      }
      buttons={
        <>
          <Button size="form" icon={AddIcon} onPress={() => open({ kind: 'add' })}>
            Add console
          </Button>
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      {list.length === 0 ? (
        <p className={text.muted}>There is no console yet.</p>
      ) : (
        <ol className={styles.list}>
          {list.map((connection, at) => {
            const { id, name, origin, group } = connection
            return (
              <li key={id}>
                <span className={styles.about}>
                  <span className={styles.name}>
                    <ConsoleText text={name} />
                    <ConsoleMark of={connection} />
                  </span>
                  <span className={text.hint}>
                    {addressText(origin)}
                    {group !== '' && (
                      <>
                        , in <ConsoleText text={group} />
                      </>
                    )}
                  </span>
                </span>
                <span className={styles.actions}>
                  <IconButton
                    icon={SortUpIcon}
                    label={`Move ${name} up`}
                    disabledReason={at === 0 ? 'It is the first.' : null}
                    onPress={() => move(at, -1)}
                  />
                  <IconButton
                    icon={SortDownIcon}
                    label={`Move ${name} down`}
                    disabledReason={at === list.length - 1 ? 'It is the last.' : null}
                    onPress={() => move(at, 1)}
                  />
                  <IconButton
                    icon={EditIcon}
                    label={`Edit ${name}`}
                    onPress={() => open({ kind: 'edit', connectionId: id })}
                  />
                  <IconButton
                    icon={DeleteIcon}
                    label={`Remove ${name}`}
                    onPress={() => open({ kind: 'remove', connectionId: id })}
                  />
                </span>
              </li>
            )
          })}
        </ol>
      )}
      <Alert failure={order.failure} />
      <StatusLine isHidden label="Order">
        {order.state.kind === 'done' ? said.current : ''}
      </StatusLine>
    </Dialog>
  )
}
