// Filters by type, access and status: one menu with the number of keys behind each choice. Narrow windows sort in it too.
import {
  type Selection as Chosen,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Text,
} from 'react-aria-components/Menu'
import type { KeyType } from '../../src-shared/key'
import {
  type Access,
  accessWords,
  type ColumnId,
  type Counts,
  type KeyQuery,
  type Sort,
  type StatusWord,
  statusLabels,
  typeWords,
} from '../../src-shared/key-query'
import { Button } from '../parts/button'
import { Icon } from '../parts/icon'
import { CheckIcon, FilterIcon, SortDownIcon, SortUpIcon } from '../parts/icons'
import { columns } from './grid-columns'
import styles from './key-filters.module.css'

interface SectionProps<V extends string> {
  readonly title: string
  readonly words: Readonly<Record<V, string>>
  readonly counts: ReadonlyMap<V, number>
  readonly chosen: ReadonlySet<V>
  readonly onChange: (chosen: ReadonlySet<V>) => void
}

function valuesOf<V extends string>(words: Readonly<Record<V, string>>): V[] {
  return Object.keys(words) as V[]
}

function FilterSection<V extends string>({ title, words, counts, chosen, onChange }: SectionProps<V>) {
  const all = valuesOf(words)
  // States that no key has would only make the menu long.
  const offered = all.filter((value, index) => index < 2 || counts.has(value) || chosen.has(value))
  const change = (keys: Chosen) =>
    onChange(new Set(keys === 'all' ? offered : offered.filter((value) => keys.has(value))))
  return (
    <MenuSection
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={change}
      className={styles.section ?? ''}
      aria-label={title}
    >
      <Header className={styles.title ?? ''}>{title}</Header>
      {offered.map((value) => {
        const count = counts.get(value) ?? 0
        return (
          <MenuItem key={value} id={value} textValue={words[value]} className={styles.item ?? ''}>
            <span className={styles.mark}>
              <Icon shape={CheckIcon} size="small" />
            </span>
            <Text slot="label">{words[value]}</Text>
            <span className={styles.count}>{count.toLocaleString()}</span>
          </MenuItem>
        )
      })}
    </MenuSection>
  )
}

function SortSection({ sort, onSort }: { readonly sort: Sort; readonly onSort: (column: ColumnId) => void }) {
  const arrow = sort.direction === 'ascending' ? SortUpIcon : SortDownIcon
  return (
    <MenuSection
      selectionMode="single"
      selectedKeys={[sort.column]}
      className={styles.section ?? ''}
      aria-label="Sort by"
    >
      <Header className={styles.title ?? ''}>Sort by</Header>
      {columns.map(({ id, label }) => (
        <MenuItem key={id} id={id} className={styles.item ?? ''} onAction={() => onSort(id)}>
          <span className={styles.mark}>
            <Icon shape={arrow} size="small" />
          </span>
          <Text slot="label">{label}</Text>
        </MenuItem>
      ))}
    </MenuSection>
  )
}

interface KeyFiltersProps {
  readonly query: KeyQuery
  readonly counts: Counts
  readonly onChange: (change: Partial<KeyQuery>) => void
  /** Leave the word out: the bar is full. */
  readonly isTight: boolean
  /** Null where the grid's header sorts. */
  readonly sorting: { readonly sort: Sort; readonly onSort: (column: ColumnId) => void } | null
}

export function KeyFilters({ query, counts, onChange, isTight, sorting }: KeyFiltersProps) {
  const on = query.types.size + query.access.size + query.statuses.size
  const label = sorting ? 'Filter and sort' : 'Filter'
  return (
    <MenuTrigger>
      <Button variant="quiet" icon={FilterIcon} label={on > 0 ? `${label}, ${on} on` : label}>
        {sorting === null && !isTight && <span className={styles.word}>Filter</span>}
        {on > 0 && <span className={styles.on}>{on}</span>}
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ''} aria-label={label} selectionMode="multiple">
          <FilterSection<KeyType>
            title="Type"
            words={typeWords}
            counts={counts.types}
            chosen={query.types}
            onChange={(types) => onChange({ types })}
          />
          <FilterSection<Access>
            title="Access"
            words={accessWords}
            counts={counts.access}
            chosen={query.access}
            onChange={(access) => onChange({ access })}
          />
          <FilterSection<StatusWord>
            title="Status"
            words={statusLabels}
            counts={counts.statuses}
            chosen={query.statuses}
            onChange={(statuses) => onChange({ statuses })}
          />
          {sorting && <SortSection {...sorting} />}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** What is filtered, in words, one entry per filter that is on. */
export function filtersInWords(
  query: KeyQuery,
): { filter: 'types' | 'access' | 'statuses'; words: string }[] {
  const list = <V extends string>(title: string, words: Readonly<Record<V, string>>, set: ReadonlySet<V>) =>
    set.size === 0 ? null : `${title}: ${[...set].map((value) => words[value]).join(' or ')}`
  const all = [
    { filter: 'types' as const, words: list('Type', typeWords, query.types) },
    { filter: 'access' as const, words: list('Access', accessWords, query.access) },
    { filter: 'statuses' as const, words: list('Status', statusLabels, query.statuses) },
  ]
  return all.flatMap(({ filter, words }) => (words === null ? [] : { filter, words }))
}
