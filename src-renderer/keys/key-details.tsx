// The details pane: one key with its state, its marks, the key doctor and all facts; or a summary of several.
import { type Ref, type RefObject, useId } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import { KeyTimeline } from '../activity/key-timeline'
import { useTopic } from '../bridge/bridge-context'
import { KeyDoctor } from '../doctor/key-doctor'
import { Button, IconButton } from '../parts/button'
import { Badge } from '../parts/facts'
import { CloseIcon, QuestionIcon } from '../parts/icons'
import { Blade } from '../parts/key-cut'
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import { ConsoleText } from './console-text'
import styles from './key-details.module.css'
import { KeyFacts } from './key-facts'
import { nameGraphemes } from './key-name'
import { StatusWordMark } from './key-words'
import { SeveralKeys } from './several-keys'
import { statusReason } from './status-reason'

interface Subject {
  readonly connectionId: string
  readonly key: KeyRecord
}

interface KeyDetailsProps {
  /** At least one. */
  readonly selected: readonly Subject[]
  /** Below 800 px the pane is a page: it says how to get back. */
  readonly isPage: boolean
  readonly onClose: () => void
  readonly onVerify: () => void
  readonly whyNotVerify: string | null
  /** Takes the focus when F6 moves here. */
  readonly headingRef: Ref<HTMLHeadingElement>
  /** Takes the focus when somebody asks why the key does not work. */
  readonly doctorRef: RefObject<HTMLHeadingElement | null>
}

/** Also for menus outside of the pane. */
export function showDoctor({ current }: RefObject<HTMLHeadingElement | null>): void {
  const pane = current?.closest('aside')
  if (!current || !pane) return
  // The pane alone: scrolling into view would move the whole window.
  pane.scrollTop += current.getBoundingClientRect().top - pane.getBoundingClientRect().top
  current.focus()
}

interface OneKeyParts {
  readonly of: KeyRecord
  readonly connection: Connection | undefined
  readonly session: SessionState | undefined
  readonly inventory: Inventory
}

/** What this computer has to do with the key. */
function Marks({ of: key, session, inventory }: OneKeyParts) {
  const isElsewhere = inventory.elsewhere.includes(key.id)
  const isStations = session?.stationKey?.keyId === key.id
  if (!isElsewhere && !isStations) return null
  return (
    <ul className={styles.marks}>
      {isStations && (
        <li>
          <Badge tone="accent">This computer’s key</Badge>
          <span className={text.hint}>Keywright signs in with it here.</span>
        </li>
      )}
      {isElsewhere && (
        <li>
          <Badge tone="warning">Made elsewhere</Badge>
          <span className={text.hint}>This computer’s journal knows nothing of its creation.</span>
        </li>
      )}
    </ul>
  )
}

function StateOfOne({ onWhy, ...parts }: OneKeyParts & { readonly onWhy: (() => void) | null }) {
  const { of: key, inventory } = parts
  const company = inventory.organizations.find((org) => org.uid === key.companyUid)
  const reason = statusReason(key, company)
  return (
    <>
      <StatusWordMark word={key.status.word} />
      {reason !== null && <p className={styles.reason}>{reason}</p>}
      {onWhy !== null && (
        <Button variant="link" icon={QuestionIcon} className={styles.why} onPress={onWhy}>
          Why does this key not work?
        </Button>
      )}
      <Marks {...parts} />
      <Blade of={key.publicKey?.fingerprint256 ?? key.id} className={styles.blade ?? ''} />
    </>
  )
}

export function KeyDetails(props: KeyDetailsProps) {
  const { selected, isPage, onClose, headingRef, doctorRef } = props
  const id = useId()
  const connections = useTopic('connections')
  const sessions = useTopic('sessions')
  const inventories = useTopic('inventory')
  const [first] = selected
  if (!first) return null
  const isOn = (one: { readonly connectionId: string }) => one.connectionId === first.connectionId
  const inventory = inventories.find(isOn)
  const parts: OneKeyParts | null =
    selected.length === 1 && inventory
      ? {
          of: first.key,
          connection: connections.find((one) => one.id === first.connectionId),
          session: sessions.find(isOn),
          inventory,
        }
      : null
  return (
    <aside className={styles.details} aria-label="Details" data-page={isPage ? '' : undefined}>
      <header>
        {isPage && <Button onPress={onClose}>Back to the list</Button>}
        <div className={styles.name}>
          <h2 ref={headingRef} id={id} tabIndex={-1}>
            {parts ? (
              <ConsoleText text={parts.of.description || 'No description'} most={nameGraphemes} />
            ) : (
              `${keysText(selected.length)} selected`
            )}
          </h2>
          {!isPage && <IconButton icon={CloseIcon} label="Close details" shortcut="F4" onPress={onClose} />}
        </div>
        {parts && (
          <StateOfOne
            {...parts}
            onWhy={parts.of.status.word === 'enabled' ? null : () => showDoctor(doctorRef)}
          />
        )}
      </header>
      {parts ? (
        <>
          <KeyFacts of={parts.of} connection={parts.connection} inventory={parts.inventory}>
            {parts.connection && parts.session && (
              <KeyDoctor
                key={`${first.connectionId} ${first.key.id}`}
                of={parts.of}
                connection={parts.connection}
                session={parts.session}
                inventory={parts.inventory}
                onVerify={props.onVerify}
                whyNotVerify={props.whyNotVerify}
                headingRef={doctorRef}
              />
            )}
          </KeyFacts>
          <KeyTimeline connectionId={first.connectionId} of={first.key} />
        </>
      ) : (
        <SeveralKeys selected={selected} connections={connections} />
      )}
    </aside>
  )
}
