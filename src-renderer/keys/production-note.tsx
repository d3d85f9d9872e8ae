// Before keys are disabled or deleted: says which of their consoles is in production.
import { useTopic } from '../bridge/bridge-context'
import { ConsoleMark } from '../parts/console-mark'
import { ConsoleText } from './console-text'
import styles from './production-note.module.css'

interface ProductionNoteProps {
  /** Ids of the consoles whose keys are changed. */
  readonly connectionIds: readonly string[]
}

/** Nothing where no console is tagged Production. */
export function ProductionNote({ connectionIds }: ProductionNoteProps) {
  const consoles = useTopic('connections').filter(
    ({ id, tag }) => tag === 'production' && connectionIds.includes(id),
  )
  if (consoles.length === 0) return null
  return (
    <ul className={styles.note}>
      {consoles.map((console) => (
        <li key={console.id}>
          <ConsoleMark of={console} />
          <span>
            <ConsoleText text={console.name} /> is in production.
          </span>
        </li>
      ))}
    </ul>
  )
}
