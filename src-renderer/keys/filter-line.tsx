// What is filtered, in words under the toolbar, each with a way to end it.
import type { KeyQuery } from '../../src-shared/key-query'
import { Button } from '../parts/button'
import { CloseIcon } from '../parts/icons'
import styles from './filter-line.module.css'
import { filtersInWords } from './key-filters'

interface FilterLineProps {
  readonly query: KeyQuery
  readonly onChange: (change: Partial<KeyQuery>) => void
  /** Null where the list itself offers it. */
  readonly onClear: (() => void) | null
}

export function FilterLine({ query, onChange, onClear }: FilterLineProps) {
  const filters = filtersInWords(query)
  if (filters.length === 0) return null
  return (
    <fieldset className={styles.line} aria-label="Filters">
      {filters.map(({ filter, words }) => (
        <Button
          key={filter}
          iconAfter={CloseIcon}
          label={`${words}: remove filter`}
          onPress={() => onChange({ [filter]: new Set() })}
        >
          {words}
        </Button>
      ))}
      {onClear !== null && (
        <Button variant="quiet" onPress={onClear}>
          Clear filters
        </Button>
      )}
    </fieldset>
  )
}
