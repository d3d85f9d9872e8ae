// Names of the facets and of their values.
import {
  accessWords,
  ageLabels,
  type Facet,
  facets,
  type KeyQuery,
  statusLabels,
  typeWords,
} from '../../src-shared/key-query'

export const facetTitles: Readonly<Record<Facet, string>> = {
  consoles: 'Console',
  companies: 'Company',
  owners: 'Owner',
  types: 'Type',
  access: 'Access',
  scopes: 'Scope',
  statuses: 'Status',
  ages: 'Age',
}

/** Facets whose values are few and known beforehand, in their order. */
export const fixedValues: Readonly<Partial<Record<Facet, Readonly<Record<string, string>>>>> = {
  types: typeWords,
  access: accessWords,
  statuses: statusLabels,
  ages: ageLabels,
}

const unnamed: Readonly<Partial<Record<Facet, string>>> = { companies: 'No company', owners: 'Unknown owner' }

/** @param consoleNames by connection id */
export function wordOf(facet: Facet, value: string, consoleNames: ReadonlyMap<string, string>): string {
  if (facet === 'consoles') return consoleNames.get(value) ?? 'Unknown console'
  return fixedValues[facet]?.[value] ?? (value === '' ? (unnamed[facet] ?? 'None') : value)
}

const mostNamed = 3

/** What is filtered, in words, one entry per facet that is on. */
export function filtersInWords(
  query: KeyQuery,
  consoleNames: ReadonlyMap<string, string>,
): { facet: Facet; words: string }[] {
  return facets.flatMap((facet) => {
    const values = [...query[facet]].map((value) => wordOf(facet, value, consoleNames))
    if (values.length === 0) return []
    const list =
      values.length > mostNamed
        ? `${values.slice(0, mostNamed - 1).join(', ')} or ${values.length - mostNamed + 1} more`
        : values.join(' or ')
    return [{ facet, words: `${facetTitles[facet]}: ${list}` }]
  })
}
