// Which console the key is made on: asked first, where there is a choice; those that cannot make one say why.
import type { Connection } from '../../src-shared/connection'
import { neutralText } from '../../src-shared/neutral-text'
import { ConsoleMark } from '../parts/console-mark'
import { Select } from '../parts/select'
import styles from './console-choice.module.css'

/** A console as the wizard sees it. */
export interface MakerConsole {
  readonly connection: Connection
  /** Why no key can be created there now; null: one can. */
  readonly creating: string | null
}

interface ConsoleChoiceProps {
  readonly consoles: readonly MakerConsole[]
  readonly connectionId: string
  readonly onChoose: (connectionId: string) => void
}

export function ConsoleChoice({ consoles, connectionId, onChoose }: ConsoleChoiceProps) {
  return (
    <div className={styles.choice} data-first="" data-field="console">
      <span className={styles.label} aria-hidden="true">
        Console
      </span>
      <Select
        label="Console"
        options={consoles.map(({ connection, creating }) => ({
          value: connection.id,
          label: neutralText(connection.name),
          aside: <ConsoleMark of={connection} />,
          isDisabled: creating !== null && connection.id !== connectionId,
          ...(creating === null ? {} : { hint: creating }),
        }))}
        value={connectionId}
        onChange={onChoose}
      />
    </div>
  )
}
