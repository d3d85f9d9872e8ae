// The console tree: one tab stop, arrows, Home, End and letters move, Enter chooses; each console says how it is.
import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { neutralText } from '../../src-shared/neutral-text'
import { classes } from '../parts/class-names'
import { ConsoleSwatch, ConsoleTag } from '../parts/console-mark'
import { Icon } from '../parts/icon'
import { ChevronDownIcon, ChevronRightIcon, CompanyIcon, ConsolesIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { useNow } from '../text/use-now'
import { consoleState } from './console-state'
import styles from './console-tree.module.css'
import { isSameScope, type Scope } from './scope'
import { treeCommand } from './tree-keyboard'
import { closedGroup, type TreeEntry } from './tree-model'

interface ConsoleTreeProps {
  readonly entries: readonly TreeEntry[]
  /** What is on the screen; null while another place is. */
  readonly scope: Scope | null
  readonly onChoose: (scope: Scope) => void
  /** Remembers an entry, or for a group that it is closed. */
  readonly onOpen: (id: string, isOpen: boolean) => void
  /** With one console the status bar says how it is. */
  readonly saysState: boolean
}

export function nameOfEntry(entry: TreeEntry): string {
  switch (entry.kind) {
    case 'all':
      return 'All consoles'
    case 'group':
      return neutralText(entry.name)
    case 'console':
      return neutralText(entry.console.connection.name)
    case 'company':
      return entry.company.name === '' ? 'No company' : entry.company.name
  }
}

function Count({ count }: { readonly count: number }) {
  return (
    <span className={styles.count}>
      {count.toLocaleString()}
      <span className={text.hidden}> {count === 1 ? 'key' : 'keys'}</span>
    </span>
  )
}

function ConsoleLine({
  entry,
  now,
  saysState,
}: {
  readonly entry: TreeEntry & { kind: 'console' }
  readonly now: number
  readonly saysState: boolean
}) {
  const state = consoleState(entry.console, now)
  const { color, tag } = entry.console.connection
  return (
    <span className={styles.console}>
      <span className={styles.name}>
        <bdi className={text.truncate}>{nameOfEntry(entry)}</bdi>
        <ConsoleSwatch color={color} />
        {entry.count !== null && <Count count={entry.count} />}
      </span>
      {/* The tag stands below: in a narrow sidebar it would leave nothing of the name. */}
      {(saysState || tag !== null) && (
        <span className={styles.state}>
          {saysState && <Icon shape={state.icon} size="small" tone={state.tone} />}
          {saysState && <span className={text.truncate}>{state.word}</span>}
          <ConsoleTag tag={tag} />
        </span>
      )}
    </span>
  )
}

function lineOf(entry: TreeEntry, now: number, saysState: boolean): ReactNode {
  if (entry.kind === 'console') return <ConsoleLine entry={entry} now={now} saysState={saysState} />
  return (
    <>
      {entry.kind === 'all' && <Icon shape={ConsolesIcon} />}
      {entry.kind === 'company' && <Icon shape={CompanyIcon} size="small" />}
      <bdi className={text.truncate}>{nameOfEntry(entry)}</bdi>
      {entry.kind === 'all' && entry.count !== null && <Count count={entry.count} />}
      {entry.kind === 'company' && <Count count={entry.company.count} />}
    </>
  )
}

export function ConsoleTree({ entries, scope, onChoose, onOpen, saysState }: ConsoleTreeProps) {
  const now = useNow()
  const tree = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const names = useMemo(() => entries.map(nameOfEntry), [entries])
  const current = entries.findIndex(
    (entry) => entry.kind !== 'group' && scope !== null && isSameScope(entry.scope, scope),
  )
  const known = entries.findIndex(({ id }) => id === focused)
  // The one tab stop: where the focus was, else what is on the screen.
  const stop = known >= 0 ? known : Math.max(current, 0)

  const go = (index: number) => {
    const entry = entries[index]
    if (!entry) return
    setFocused(entry.id)
    const element = tree.current?.querySelector<HTMLElement>(`[data-place="${index}"]`)
    element?.focus()
  }
  const setOpen = (entry: TreeEntry, isOpen: boolean) => {
    if (entry.kind === 'group') onOpen(closedGroup(entry.name), !isOpen)
    else onOpen(entry.id, isOpen)
  }
  const choose = (entry: TreeEntry) => {
    if (entry.kind === 'group') setOpen(entry, entry.isOpen !== true)
    else onChoose(entry.scope)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const command = treeCommand(event.key, entries, stop, names)
    const entry = entries[stop]
    if (!command || !entry) return
    event.preventDefault()
    if (command.kind === 'go') go(command.to)
    else if (command.kind === 'set-open') setOpen(entry, command.isOpen)
    else choose(entry)
  }

  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element)) return
    const index = Number(event.target.closest<HTMLElement>('[data-place]')?.dataset.place ?? -1)
    const entry = entries[index]
    if (!entry) return
    go(index)
    if (event.target.closest('[data-toggle]') && entry.isOpen !== null) setOpen(entry, !entry.isOpen)
    else choose(entry)
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label="Consoles"
      className={styles.tree}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {entries.map((entry, index) => (
        <div
          key={entry.id}
          role="treeitem"
          aria-level={entry.level}
          aria-posinset={entry.place}
          aria-setsize={entry.siblings}
          aria-selected={index === current}
          {...(entry.isOpen === null ? {} : { 'aria-expanded': entry.isOpen })}
          className={classes(styles.item, entry.kind === 'group' && styles.group)}
          data-level={entry.level}
          data-place={index}
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => setFocused(entry.id)}
        >
          <span className={styles.toggle} data-toggle="" aria-hidden>
            {entry.isOpen !== null && (
              <Icon shape={entry.isOpen ? ChevronDownIcon : ChevronRightIcon} size="small" />
            )}
          </span>
          {lineOf(entry, now, saysState)}
        </div>
      ))}
    </div>
  )
}
