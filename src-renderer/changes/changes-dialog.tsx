// Every change in a table: console, key, what, before and after, when, and whether it was made elsewhere; filtered by kind.
import { type ReactNode, useId, useState } from 'react'
import type { ListChange } from '../../src-shared/list-changes'
import { shortNeutralText } from '../../src-shared/neutral-text'
import { ConsoleText } from '../keys/console-text'
import { nameGraphemes } from '../keys/key-name'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Badge } from '../parts/facts'
import { ChangedIcon } from '../parts/icons'
import { Select } from '../parts/select'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import {
  type ChangeKind,
  type ConsoleChanges,
  kindOrder,
  kindWords,
  sinceText,
  valueText,
} from './change-words'
import styles from './changes-dialog.module.css'

interface Line {
  readonly id: string
  readonly connectionId: string
  readonly consoleName: string
  readonly change: ListChange
}

/** Newest first over all consoles. */
function linesOf(consoles: readonly ConsoleChanges[]): Line[] {
  return consoles
    .flatMap(({ name, list }) =>
      list.changes.map((change, at) => ({
        id: `${list.connectionId} ${at}`,
        connectionId: list.connectionId,
        consoleName: name,
        change,
      })),
    )
    .sort((one, other) => Date.parse(other.change.at) - Date.parse(one.change.at))
}

/** Rows that are drawn at once; the rest comes on demand. */
const step = 100

const changesText = (count: number) => (count === 1 ? '1 change' : `${count.toLocaleString()} changes`)

function ChangeLine({ line, hasConsole, now, onShow }: LineProps) {
  const { connectionId, consoleName, change } = line
  const { kind } = change
  const before = valueText(kind, change.before)
  const after = valueText(kind, change.after)
  const name = change.description.trim() || `Key ${change.keyId}`
  const shownName = shortNeutralText(name, nameGraphemes)
  const cut = (value: string) => shortNeutralText(value, nameGraphemes)
  return (
    <tr>
      {hasConsole && (
        <td>
          <ConsoleText text={consoleName} />
        </td>
      )}
      <th scope="row">
        {kind === 'gone' ? (
          <ConsoleText text={name} most={nameGraphemes} />
        ) : (
          <Button
            variant="link"
            className={styles.key}
            label={`${shownName}: show in the list`}
            onPress={() => onShow(connectionId, change.keyId)}
          >
            <bdi>{shownName}</bdi>
          </Button>
        )}
        <span className={text.hint}>
          <ConsoleText text={change.userName || 'Owner unknown'} />
          {change.companyName !== '' && (
            <>
              , <ConsoleText text={change.companyName} />
            </>
          )}
        </span>
      </th>
      <td>
        <span className={styles.what}>{kindWords[kind].what}</span>
        {change.elsewhere && (
          <Badge tone="warning">{kind === 'new' ? 'Made elsewhere' : 'By someone else'}</Badge>
        )}
      </td>
      <td className={before === null || after === null ? styles.nothing : undefined}>
        {before !== null && after !== null ? (
          <>
            <bdi>{cut(before)}</bdi> <span aria-hidden="true">→</span>
            <span className={text.hidden}>now</span> <bdi>{cut(after)}</bdi>
          </>
        ) : (
          <span className={text.hint}>–</span>
        )}
      </td>
      <td className={styles.when}>{sinceText(change.at, now)}</td>
    </tr>
  )
}

interface LineProps {
  readonly line: Line
  readonly hasConsole: boolean
  readonly now: number
  readonly onShow: (connectionId: string, keyId: string) => void
}

interface ChangesDialogProps {
  /** Those with changes. */
  readonly consoles: readonly ConsoleChanges[]
  readonly summary: string
  readonly now: number
  /** The button Mark as seen. */
  readonly seen: ReactNode
  /** Why marking did not work, or null. */
  readonly failed: string | null
  readonly onShow: (connectionId: string, keyId: string) => void
  readonly onClose: () => void
}

export function ChangesDialog(props: ChangesDialogProps) {
  const { consoles, now, onClose } = props
  const id = useId()
  const [kind, setKind] = useState<ChangeKind | 'all'>('all')
  const [most, setMost] = useState(step)
  const all = linesOf(consoles)
  const fitting = kind === 'all' ? all : all.filter(({ change }) => change.kind === kind)
  const shown = fitting.slice(0, most)
  const hasConsole = consoles.length > 1
  const more = consoles.reduce((sum, { list }) => sum + list.more, 0)
  const counts = new Map<ChangeKind, number>()
  for (const { change } of all) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1)
  const options = [
    { value: 'all' as const, label: `All kinds (${all.length.toLocaleString()})` },
    ...kindOrder
      .filter((one) => counts.has(one))
      .map((one) => ({
        value: one,
        label: `${kindWords[one].filter} (${(counts.get(one) ?? 0).toLocaleString()})`,
      })),
  ]
  return (
    <Dialog
      title="What changed"
      icon={ChangedIcon}
      iconTone="info"
      size="wide"
      indent={false}
      text={props.summary}
      onClose={onClose}
      buttons={
        <>
          {props.seen}
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className={styles.filter}>
        <Select
          label="Kind of change"
          options={options}
          // What was chosen may have gone with what was taken note of.
          value={options.some((one) => one.value === kind) ? kind : 'all'}
          onChange={(next) => {
            setKind(next)
            setMost(step)
          }}
        />
        <StatusLine className={text.hint}>{changesText(fitting.length)}</StatusLine>
      </div>
      <table className={styles.table} aria-labelledby={id}>
        <caption id={id} className={text.hidden}>
          Changes
        </caption>
        <thead>
          <tr>
            {hasConsole && <th scope="col">Console</th>}
            <th scope="col">Key</th>
            <th scope="col">What</th>
            <th scope="col">Before and after</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <ChangeLine key={line.id} line={line} hasConsole={hasConsole} now={now} onShow={props.onShow} />
          ))}
        </tbody>
      </table>
      {fitting.length > most && (
        <Button onPress={() => setMost(most + step)}>
          Show {Math.min(step, fitting.length - most).toLocaleString()} more
        </Button>
      )}
      {more > 0 && kind === 'all' && (
        <p className={text.hint}>
          {changesText(more)} before these {more === 1 ? 'is' : 'are'} counted, but not kept.
        </p>
      )}
      {props.failed !== null && <p role="alert">{props.failed}</p>}
    </Dialog>
  )
}
