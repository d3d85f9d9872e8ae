// Reacts to a command of the application menu, once per click, and only to clicks after the part appeared.
import { useEffect, useRef } from 'react'
import type { AppState } from '../../src-shared/app-state'
import { useTopic } from './bridge-context'

export type MenuCommand = NonNullable<AppState['command']>['name']

const listeners = new Set<(name: MenuCommand) => void>()

/** As if the item of the application menu had been clicked: for shortcuts and lists of commands in the page. */
export function sendCommand(name: MenuCommand): void {
  for (const listener of [...listeners]) listener(name)
}

/** Every command, for parts that answer several. */
export function useMenuCommands(handler: (name: MenuCommand) => void): void {
  const { command } = useTopic('app')
  const seen = useRef(command?.seq ?? 0)
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  }, [handler])
  useEffect(() => {
    const listener = (name: MenuCommand) => latest.current(name)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
  useEffect(() => {
    if (command === null || command.seq <= seen.current) return
    seen.current = command.seq
    latest.current(command.name)
  }, [command])
}

export function useMenuCommand(name: MenuCommand, handler: () => void): void {
  useMenuCommands((sent) => {
    if (sent === name) handler()
  })
}
