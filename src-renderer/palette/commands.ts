// What can be done now, told by the parts that do it: the palette lists it, with the reason where it is off.
import { useEffect, useRef } from 'react'
import type { ShortcutId } from '../../src-shared/shortcuts'

export interface Command {
  /** One command of an id is listed; the part that appeared last has the word. */
  readonly id: string
  readonly group: 'actions' | 'places' | 'settings'
  readonly label: string
  /** Other words that it is found by. */
  readonly words?: string
  readonly shortcut?: ShortcutId
  /** Why it does nothing now, or null. */
  readonly whyNot: string | null
  readonly run: () => void
}

type Source = () => readonly Command[]

const sources = { first: new Set<Source>(), last: new Set<Source>() } as const

/**
 * The commands of a part while it is there; they are read when somebody looks, so they may change with every drawing.
 * @param place `last`: listed behind those of the screen
 */
export function useCommands(commands: readonly Command[], place: 'first' | 'last' = 'first'): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    const source: Source = () => latest.current
    sources[place].add(source)
    return () => {
      sources[place].delete(source)
    }
  }, [place])
}

/** In the order in which the parts appeared, those of the screen before those of the app. */
export function presentCommands(): readonly Command[] {
  const byId = new Map<string, Command>()
  for (const source of [...sources.first, ...sources.last])
    for (const command of source()) byId.set(command.id, command)
  return [...byId.values()]
}

/** Runs a command as it is now, which may be another than the one that was listed; does nothing where it is off or gone. */
export function runCommand(id: string): void {
  const command = presentCommands().find((one) => one.id === id)
  if (command?.whyNot === null) command.run()
}
