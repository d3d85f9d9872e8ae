// The filter panel: every facet with the number of keys behind each value. Narrow windows sort in it too.
import { useMemo, useRef, useState } from 'react'
import { Popover } from 'react-aria-components/Popover'
import {
  type ColumnId,
  type Facet,
  facets,
  isEverything,
  type KeyQuery,
  type Sort,
} from '../../src-shared/key-query'
import { Button } from '../parts/button'
import { Checkbox } from '../parts/checkbox'
import { FilterIcon } from '../parts/icons'
import { Select } from '../parts/select'
import { FacetGroup } from './facet-group'
import { wordOf } from './facet-words'
import type { Column } from './grid-columns'
import styles from './key-filters.module.css'
import type { KeyList } from './key-list'

export interface Sorting {
  readonly sort: Sort
  readonly columns: readonly Column[]
  readonly onSort: (column: ColumnId, direction: Sort['direction']) => void
}

interface KeyFiltersProps {
  readonly list: KeyList
  /** Facets that say nothing in this scope are left out: the console where there is one. */
  readonly hidden: ReadonlySet<Facet>
  readonly consoleNames: ReadonlyMap<string, string>
  readonly onChange: (change: Partial<KeyQuery>) => void
  /** Leave the word out: the bar is full. */
  readonly isTight: boolean
  /** Null where the grid's header sorts. */
  readonly sorting: Sorting | null
}

function SortGroup({ sort, columns, onSort }: Sorting) {
  return (
    <fieldset className={styles.group} aria-label="Order">
      <div className={styles.title} aria-hidden>
        Order
      </div>
      <Select
        label="Sort by"
        options={columns.map(({ id, label }) => ({ value: id, label }))}
        value={sort.column}
        onChange={(column) => onSort(column, sort.direction)}
      />
      <Checkbox
        label="Descending"
        isSelected={sort.direction === 'descending'}
        onChange={(isOn) => onSort(sort.column, isOn ? 'descending' : 'ascending')}
      />
    </fieldset>
  )
}

/** Counted only while the panel is open. */
function Groups({ list, hidden, consoleNames, onChange }: KeyFiltersProps) {
  const { counts: count, query } = list
  const counts = useMemo(() => count(), [count])
  return facets
    .filter((facet) => !hidden.has(facet))
    .map((facet) => (
      <FacetGroup
        key={facet}
        facet={facet}
        counts={counts[facet]}
        chosen={query[facet]}
        wordOf={(value) => wordOf(facet, value, consoleNames)}
        onChange={(chosen) => onChange({ [facet]: chosen })}
      />
    ))
}

export function KeyFilters(props: KeyFiltersProps) {
  const { list, sorting, isTight } = props
  const on = facets.reduce((sum, facet) => sum + list.query[facet].size, 0)
  const label = sorting ? 'Filter and sort' : 'Filter'
  const [isOpen, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={trigger}
        variant="quiet"
        icon={FilterIcon}
        label={on > 0 ? `${label}, ${on} on` : label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        {sorting === null && !isTight && <span className={styles.word}>Filter</span>}
        {on > 0 && <span className={styles.on}>{on}</span>}
      </Button>
      {/* Its name makes the popover itself the dialog. */}
      <Popover
        className={styles.popover ?? ''}
        triggerRef={trigger}
        isOpen={isOpen}
        onOpenChange={setOpen}
        placement="bottom end"
        offset={4}
        aria-label={label}
      >
        <div className={styles.panel}>
          <div className={styles.groups}>
            {sorting && <SortGroup {...sorting} />}
            <Groups {...props} />
          </div>
          <footer className={styles.foot}>
            <span role="status">
              {list.rows.length.toLocaleString()} of {list.total.toLocaleString()} keys
            </span>
            <Button
              variant="quiet"
              disabledReason={isEverything(list.query) ? 'Nothing is filtered.' : null}
              onPress={list.clearQuery}
            >
              Clear all
            </Button>
          </footer>
        </div>
      </Popover>
    </>
  )
}
