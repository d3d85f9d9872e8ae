// Reacts to a command of the application menu, once per click, and only to clicks after the part appeared.
import { useEffect, useRef } from 'react'
import type { AppState } from '../../src-shared/app-state'
import { useTopic } from './bridge-context'

export type MenuCommand = NonNullable<AppState['command']>['name']

export function useMenuCommand(name: MenuCommand, handler: () => void): void {
  const { command } = useTopic('app')
  const seen = useRef(command?.seq ?? 0)
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  }, [handler])
  useEffect(() => {
    if (command === null || command.seq <= seen.current) return
    seen.current = command.seq
    if (command.name === name) latest.current()
  }, [command, name])
}
