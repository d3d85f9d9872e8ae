// The bar above the timeline: search, kind, console, person, days, and what was picked from an entry.
import { shortNeutralText } from '../../src-shared/neutral-text'
import type { TimelineScope } from '../../src-shared/timeline-filter'
import { useTopic } from '../bridge/bridge-context'
import { ConsoleText } from '../keys/console-text'
import { Button } from '../parts/button'
import { DateField } from '../parts/date-field'
import { CloseIcon, RefreshIcon } from '../parts/icons'
import { SearchField } from '../parts/search-field'
import { Select } from '../parts/select'
import styles from './timeline.module.css'
import { everybody, kinds, type useActivityFilter } from './use-activity-filter'

interface ActivityBarProps {
  readonly of: ReturnType<typeof useActivityFilter>
  /** What the place is about. */
  readonly within: TimelineScope
  /** Names that occur. */
  readonly people: readonly string[]
  readonly isReading: boolean
  readonly onRefresh: () => void
}

/** What a scope is about, in words; null where the place says it. */
function Picked({ scope }: { readonly scope: TimelineScope }) {
  if (scope.kind === 'key')
    return (
      <>
        Only the key <ConsoleText text={scope.key.description || `with ID ${scope.key.id}`} most={60} />
      </>
    )
  if (scope.kind === 'person')
    return (
      <>
        Only <ConsoleText text={scope.userName} most={60} />
      </>
    )
  return null
}

export function ActivityBar({
  of: { filter, set, picked, pick },
  within,
  people,
  isReading,
  onRefresh,
}: ActivityBarProps) {
  const connections = useTopic('connections')
  const consoles = [
    { value: 'all', label: 'All consoles' },
    ...connections.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const persons = [
    { value: everybody, label: 'Everybody' },
    ...people.map((name) => ({ value: name, label: shortNeutralText(name, 60) })),
  ]
  const isPerson = (picked ?? within).kind === 'person'
  return (
    <div className={styles.bar}>
      <SearchField
        label="Search activity"
        value={filter.text}
        onChange={(text) => set({ text })}
        className={styles.search}
      />
      <Select label="Kind" options={kinds} value={filter.kind} onChange={(kind) => set({ kind })} />
      {within.kind === 'all' && picked === null && connections.length > 1 && (
        <Select
          label="Console"
          options={consoles}
          value={filter.console}
          onChange={(console) => set({ console })}
        />
      )}
      {!isPerson && (
        <Select
          label="Person"
          options={persons}
          value={filter.person}
          onChange={(person) => set({ person })}
        />
      )}
      <DateField label="From" value={filter.from} max={filter.to} onChange={(from) => set({ from })} />
      <DateField label="To" value={filter.to} min={filter.from} onChange={(to) => set({ to })} />
      {picked !== null && (
        <Button variant="quiet" icon={CloseIcon} onPress={() => pick(null)}>
          <Picked scope={picked} />
        </Button>
      )}
      <span className={styles.end}>
        <Button icon={RefreshIcon} variant="quiet" isPending={isReading} onPress={onRefresh}>
          Refresh
        </Button>
      </span>
    </div>
  )
}
