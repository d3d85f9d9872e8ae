// How sentences and dialogs call keys, and the facts by which one is told from its namesakes (S-57).
import type { KeyRecord } from '../../src-shared/key'
import { accessWords, typeWords } from '../../src-shared/key-query'
import { isolatedText, shortNeutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import { dateText } from '../text/dates'
import { ConsoleText } from './console-text'
import styles from './key-name.module.css'
import type { SelectedKey } from './selected-key'

/** Enough for every name that this console would take (128); a longer one must not push what matters out of sight. */
export const nameGraphemes = 160

/** For status messages and attributes: "Grafana prod", or "3 keys". */
export function nameOf(keys: readonly KeyRecord[]): string {
  const [first] = keys
  if (!first || keys.length > 1) return keysText(keys.length)
  return first.description.trim() === ''
    ? `key ${first.id}`
    : isolatedText(shortNeutralText(first.description.trim(), nameGraphemes))
}

export function KeyName({ of }: { readonly of: KeyRecord }) {
  return (
    <span className={text.strong}>
      {of.description.trim() === '' ? (
        `Key ${of.id}`
      ) : (
        <ConsoleText text={of.description} most={nameGraphemes} />
      )}
    </span>
  )
}

/** One quiet line: kind, owner, date and id. */
export function KeyIdentity({ of }: { readonly of: KeyRecord }) {
  const kind = `${typeWords[of.type]} key, ${accessWords[of.readOnly ? 'read-only' : 'read-write'].toLowerCase()}`
  return (
    <p className={text.hint}>
      {kind}, owner <ConsoleText text={of.userName || 'unknown'} />, created{' '}
      {of.createdAt === null ? 'at an unknown time' : dateText(of.createdAt)}, id {of.id}
    </p>
  )
}

const mostNamed = 8

/** The console beside each key, where they are of several. */
export function KeyNames({ of }: { readonly of: readonly SelectedKey[] }) {
  const connections = useTopic('connections')
  const several = new Set(of.map(({ connectionId }) => connectionId)).size > 1
  const more = of.length - mostNamed
  return (
    <ul className={styles.names}>
      {of.slice(0, mostNamed).map(({ connectionId, key }) => (
        <li key={`${connectionId}/${key.id}`}>
          <KeyName of={key} />
          <span className={text.hint}>
            {several && (
              <>
                <ConsoleText text={connections.find(({ id }) => id === connectionId)?.name ?? 'Unknown'} />,{' '}
              </>
            )}
            <ConsoleText text={key.companyName || 'No company'} />, id {key.id}
          </span>
        </li>
      ))}
      {more > 0 && <li className={text.muted}>and {more.toLocaleString()} more</li>}
    </ul>
  )
}
