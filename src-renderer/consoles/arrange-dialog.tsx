// All consoles in the order of the tree and of Ctrl+1…9, to arrange, mark, add and remove them without a pointer.
import { useRef } from 'react'
import { groupedOrder } from '../../src-shared/console-order'
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
import { moved } from './moved'
import { useConsoleDialogs } from './use-console-dialogs'

export function ArrangeDialog({ onClose }: { readonly onClose: () => void }) {
  const list = groupedOrder(useTopic('connections'), ({ group }) => group)
  const order = useAction('connections.order')
  const open = useConsoleDialogs()
  const said = useRef('')

  const move = (at: number, by: 1 | -1) => {
    const next = moved(list, at, by)
    const console = list[at]
    if (next === null || console === undefined || order.isRunning) return
    const number = next.list.indexOf(console) + 1
    const along = next.withGroup ? ' Its group moved with it.' : ''
    said.current = `${console.name} is now number ${number} of ${list.length}.${along}`
    void order.run({ connectionIds: next.list.map(({ id }) => id) })
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
