// The command palette: one field over keys, consoles, companies, actions and settings; Enter goes there or does it.
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { useTopic } from '../bridge/bridge-context'
import { afterPaint } from '../parts/after-paint'
import { classes } from '../parts/class-names'
import { DialogFrame } from '../parts/dialog'
import { Icon } from '../parts/icon'
import { SearchIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import { presentCommands, runCommand } from './commands'
import { OptionContent, whyOff } from './option-content'
import styles from './palette.module.css'
import { createResults, type Section, type Target, targetId } from './results'
import { shownLists } from './sources'

interface PaletteProps {
  /** Chosen before, newest first. */
  readonly recent: readonly string[]
  /** `id` names it over changes of the lists. */
  readonly onChoose: (target: Target, id: string) => void
  readonly onClose: () => void
}

const label = 'Search keys, consoles, actions and settings'

/** Results in the order of the screen, each with its place. */
const flat = (sections: readonly Section[]) => sections.flatMap(({ targets }) => targets)

function useSections(query: string, recent: readonly string[]): readonly Section[] {
  const inventories = useTopic('inventory')
  const sessions = useTopic('sessions')
  const connections = useTopic('connections')
  // What can be done does not change behind the palette, which covers everything.
  const [commands] = useState(presentCommands)
  const results = useMemo(
    () => createResults({ commands, connections, lists: shownLists(inventories, sessions), recent }),
    [commands, connections, inventories, sessions, recent],
  )
  useEffect(() => {
    const timer = setTimeout(results.warm)
    return () => clearTimeout(timer)
  }, [results])
  return useMemo(() => results.find(query), [results, query])
}

function countText(query: string, sections: readonly Section[]): string {
  const total = sections.reduce((sum, section) => sum + section.total, 0)
  if (query.trim() === '') return ''
  return total === 0 ? 'Nothing matches.' : total === 1 ? '1 result' : `${total.toLocaleString()} results`
}

/** The field keeps the focus and handles the keys; the mouse, and what assistive technology clicks, come through the list. */
function useOptionPointer(
  list: RefObject<HTMLElement | null>,
  on: { readonly move: (place: number) => void; readonly choose: (place: number) => void },
): void {
  const latest = useRef(on)
  useEffect(() => {
    latest.current = on
  })
  useEffect(() => {
    const element = list.current
    if (element === null) return
    const placeOf = ({ target }: Event) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
      return option === null ? null : Number(option.dataset.place)
    }
    const onMove = (event: Event) => {
      const place = placeOf(event)
      if (place !== null) latest.current.move(place)
    }
    const onClick = (event: Event) => {
      const place = placeOf(event)
      if (place !== null) latest.current.choose(place)
    }
    const keepFocus = (event: Event) => event.preventDefault()
    element.addEventListener('mousemove', onMove)
    element.addEventListener('mousedown', keepFocus)
    element.addEventListener('click', onClick)
    return () => {
      element.removeEventListener('mousemove', onMove)
      element.removeEventListener('mousedown', keepFocus)
      element.removeEventListener('click', onClick)
    }
  }, [list])
}

export function Palette({ recent, onChoose, onClose }: PaletteProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const sections = useSections(query, recent)
  const targets = flat(sections)
  const at = Math.min(active, targets.length - 1)
  const [why, setWhy] = useState('')

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' })
  })

  function move(to: number) {
    setWhy('')
    if (targets.length > 0) setActive((to + targets.length) % targets.length)
  }

  /** The first result of the next or previous section. */
  function moveSection(step: 1 | -1) {
    const starts = sections.map((_, index) => flat(sections.slice(0, index)).length)
    const next = step > 0 ? starts.find((start) => start > at) : starts.findLast((start) => start < at)
    move(next ?? (step > 0 ? 0 : (starts.at(-1) ?? 0)))
  }

  function choose(target: Target | undefined) {
    if (target === undefined) return
    const reason = whyOff(target)
    if (reason !== null) {
      setWhy(reason)
      return
    }
    onClose()
    // The closing dialog gives the focus back first; what is chosen may move it.
    afterPaint(() => {
      if (target.kind === 'command') runCommand(target.command.id)
      onChoose(target, targetId(target))
    })
  }

  const presses: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    PageDown: () => moveSection(1),
    PageUp: () => moveSection(-1),
    Enter: () => choose(targets[at]),
  }
  function onKeyDown(event: KeyboardEvent) {
    // An input method's own Enter and arrows.
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const press = presses[event.key]
    if (press === undefined) return
    event.preventDefault()
    press()
  }

  useOptionPointer(list, {
    move: (to) => {
      if (to !== at) move(to)
    },
    choose: (to) => choose(targets[to]),
  })

  return (
    <DialogFrame label="Command palette" size="palette" onClose={onClose}>
      <div className={styles.field}>
        <Icon shape={SearchIcon} />
        <Input
          className={styles.input ?? ''}
          role="combobox"
          aria-label={label}
          placeholder={label}
          aria-expanded={targets.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(targets.length === 0 ? {} : { 'aria-activedescendant': `${id}-${at}` })}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
            setWhy('')
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Results" className={styles.list}>
        {sections.map((section, before) => (
          <fieldset key={section.name} aria-labelledby={`${id}-section-${before}`}>
            <div id={`${id}-section-${before}`} role="presentation" className={styles.section}>
              {section.name}
              {section.total > section.targets.length && (
                <span className={styles.of}>
                  {section.targets.length} of {section.total.toLocaleString()}
                </span>
              )}
            </div>
            {section.targets.map((target, within) => {
              const place = flat(sections.slice(0, before)).length + within
              const reason = whyOff(target)
              return (
                <div
                  key={targetId(target)}
                  id={`${id}-${place}`}
                  data-place={place}
                  role="option"
                  tabIndex={-1}
                  aria-selected={place === at}
                  aria-disabled={reason !== null}
                  className={classes(styles.option, reason !== null && styles.off)}
                >
                  <OptionContent target={target} reason={reason} />
                </div>
              )
            })}
          </fieldset>
        ))}
      </div>
      {targets.length === 0 && (
        <p className={styles.nothing}>Nothing matches. Try fewer letters, or a part of the description.</p>
      )}
      <StatusLine isHidden>{why === '' ? countText(query, sections) : why}</StatusLine>
    </DialogFrame>
  )
}
