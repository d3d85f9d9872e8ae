// What several selected keys have in common and where they differ: how many per console, status, type, access, owner.
import type { Connection } from '../../src-shared/connection'
import type { KeyRecord } from '../../src-shared/key'
import { type Access, accessWords, statusLabels, typeWords } from '../../src-shared/key-query'
import { isolatedText } from '../../src-shared/neutral-text'
import { type Fact, Facts } from '../parts/facts'
import { DetailsSection } from './details-section'

function counted<V>(values: readonly V[]): ReadonlyMap<V, number> {
  const counts = new Map<V, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** A line for every word that occurs, in the order of the words. */
function lines<V extends string>(words: Readonly<Record<V, string>>, values: readonly V[]): Fact[] {
  const counts = counted(values)
  return (Object.keys(words) as V[]).flatMap((word) => {
    const count = counts.get(word)
    return count === undefined ? [] : [{ label: words[word], value: count.toLocaleString() }]
  })
}

interface SeveralKeysProps {
  /** With the console that each is on. */
  readonly selected: readonly { readonly connectionId: string; readonly key: KeyRecord }[]
  readonly connections: readonly Connection[]
}

export function SeveralKeys({ selected, connections }: SeveralKeysProps) {
  const keys = selected.map((one) => one.key)
  const names = Object.fromEntries(connections.map(({ id, name }) => [id, isolatedText(name)]))
  const consoles = lines<string>(
    names,
    selected.map((one) => one.connectionId),
  )
  const access = keys.map((key): Access => (key.readOnly ? 'read-only' : 'read-write'))
  const owners = new Set(selected.map(({ connectionId, key }) => `${connectionId} ${key.userUid}`))
  return (
    <>
      {consoles.length > 1 && (
        <DetailsSection title="Consoles">
          <Facts labels="narrow" facts={consoles} />
        </DetailsSection>
      )}
      <DetailsSection title="Status">
        <Facts
          labels="narrow"
          facts={lines(
            statusLabels,
            keys.map((key) => key.status.word),
          )}
        />
      </DetailsSection>
      <DetailsSection title="Kind">
        <Facts
          labels="narrow"
          facts={[
            ...lines(
              typeWords,
              keys.map((key) => key.type),
            ),
            ...lines(accessWords, access),
            { label: 'Owners', value: owners.size.toLocaleString() },
          ]}
        />
      </DetailsSection>
    </>
  )
}
