// One facet in the filter panel: its values with the number of keys behind each; long lists can be searched.
import { useState } from 'react'
import type { Facet } from '../../src-shared/key-query'
import { foldedText } from '../../src-shared/neutral-text'
import { Checkbox } from '../parts/checkbox'
import { SearchField } from '../parts/search-field'
import { keysText } from '../text/counts'
import { facetTitles, fixedValues } from './facet-words'
import styles from './key-filters.module.css'

/** Longer lists get a search box. */
const shortList = 8
/** More than that is found by searching. */
const mostShown = 40

interface FacetGroupProps {
  readonly facet: Facet
  readonly counts: ReadonlyMap<string, number>
  readonly chosen: ReadonlySet<string>
  readonly wordOf: (value: string) => string
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

function offeredValues({ facet, counts, chosen, wordOf }: FacetGroupProps): string[] {
  const fixed = fixedValues[facet]
  // States that no key has would only make the panel long.
  if (fixed) {
    const all = Object.keys(fixed)
    return all.filter(
      (value, index) => (facet !== 'ages' && index < 2) || counts.has(value) || chosen.has(value),
    )
  }
  const values = [...new Set([...chosen, ...counts.keys()])]
  return values.sort(
    (a, b) =>
      Number(chosen.has(b)) - Number(chosen.has(a)) ||
      (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
      wordOf(a).localeCompare(wordOf(b)),
  )
}

export function FacetGroup(props: FacetGroupProps) {
  const { facet, counts, chosen, wordOf, onChange } = props
  const [text, setText] = useState('')
  const title = facetTitles[facet]
  const offered = offeredValues(props)
  const wanted = foldedText(text.trim())
  const found =
    wanted === '' ? offered : offered.filter((value) => foldedText(wordOf(value)).includes(wanted))
  const shown = found.slice(0, mostShown)
  if (offered.length === 0) return null
  const toggle = (value: string, isOn: boolean) => {
    const next = new Set(chosen)
    if (isOn) next.add(value)
    else next.delete(value)
    onChange(next)
  }
  return (
    <fieldset className={styles.group} aria-label={title}>
      <div className={styles.title} aria-hidden>
        {title}
      </div>
      {offered.length > shortList && (
        <SearchField
          label={`Search ${title.toLowerCase()}`}
          value={text}
          onChange={setText}
          className={styles.search}
        />
      )}
      <div className={styles.values}>
        {shown.map((value) => {
          const count = counts.get(value) ?? 0
          return (
            <div key={value} className={styles.value}>
              <Checkbox
                label={wordOf(value)}
                isSelected={chosen.has(value)}
                onChange={(isOn) => toggle(value, isOn)}
                note={keysText(count)}
              />
              <span className={styles.count} aria-hidden>
                {count.toLocaleString()}
              </span>
            </div>
          )
        })}
      </div>
      {found.length > shown.length && (
        <p className={styles.more}>{(found.length - shown.length).toLocaleString()} more: search for them</p>
      )}
      {found.length === 0 && <p className={styles.more}>None is called that.</p>}
    </fieldset>
  )
}
