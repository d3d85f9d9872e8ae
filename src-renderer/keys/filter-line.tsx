// What is filtered, in words under the toolbar, each with a way to end it.
import type { KeyQuery } from '../../src-shared/key-query'
import { Button } from '../parts/button'
import { CloseIcon } from '../parts/icons'
import { filtersInWords } from './facet-words'
import styles from './filter-line.module.css'

interface FilterLineProps {
  readonly query: KeyQuery
  readonly consoleNames: ReadonlyMap<string, string>
  readonly onChange: (change: Partial<KeyQuery>) => void
  /** Null where the list itself offers it. */
  readonly onClear: (() => void) | null
}

export function FilterLine({ query, consoleNames, onChange, onClear }: FilterLineProps) {
  const filters = filtersInWords(query, consoleNames)
  if (filters.length === 0) return null
  return (
    <fieldset className={styles.line} aria-label="Filters">
      {filters.map(({ facet, words }) => (
        <Button
          key={facet}
          iconAfter={CloseIcon}
          label={`${words}: remove filter`}
          onPress={() => onChange({ [facet]: new Set() })}
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
