// Facts about the selected key: state and exact reason, what it is, who owns it, its public key.
import { type ReactNode, type Ref, useId } from 'react'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import { isolatedText } from '../../src-shared/neutral-text'
import { roleLabel } from '../../src-shared/rights'
import { Button, IconButton } from '../parts/button'
import { CopyText } from '../parts/copy-text'
import { type Fact, Facts, Fingerprint } from '../parts/facts'
import { CloseIcon } from '../parts/icons'
import { Blade } from '../parts/key-cut'
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import { dateTimeText } from '../text/dates'
import { scopeWords } from '../text/scope-words'
import type { Console } from '../workspace/consoles'
import { ConsoleText } from './console-text'
import styles from './key-details.module.css'
import { nameGraphemes } from './key-name'
import { AccessWord, StatusWordMark, TypeWord } from './key-words'
import { keysOf, type SelectedKey } from './selected-key'
import { statusReason } from './status-reason'

interface KeyDetailsProps {
  /** At least one. */
  readonly selected: readonly SelectedKey[]
  /** All that the selection can be from. */
  readonly consoles: readonly Console[]
  /** Below 800 px the pane is a page: it says how to get back. */
  readonly isPage: boolean
  readonly onClose: () => void
  /** Takes the focus when F6 moves here. */
  readonly headingRef: Ref<HTMLHeadingElement>
}

function kindOf({ scopes }: KeyRecord): string {
  return scopeWords[scopes.includes('integration') ? 'integration' : 'rest']
}

function factsOf(key: KeyRecord): Fact[] {
  return [
    { label: 'Type', value: <TypeWord type={key.type} long /> },
    { label: 'Access', value: <AccessWord access={key.readOnly ? 'read-only' : 'read-write'} /> },
    ...(key.type === 'advanced' ? [{ label: 'Kind', value: kindOf(key) }] : []),
    {
      label: key.scopes.length === 1 ? 'Scope' : 'Scopes',
      value: <span className={text.monoSmall}>{key.scopes.map(isolatedText).join(', ') || 'none'}</span>,
    },
    {
      label: 'Status',
      value: <span className={text.monoSmall}>{isolatedText(key.status.raw) || 'none'}</span>,
    },
    { label: 'Created', value: key.createdAt === null ? 'Unknown' : dateTimeText(key.createdAt) },
    { label: 'Key id', value: key.id },
  ]
}

const onOff = { on: 'On', off: 'Off', unknown: 'Unknown' } as const

function ownerFacts(key: KeyRecord, inventory: Inventory): Fact[] {
  const owner = inventory.owners.find((one) => one.userUid === key.userUid)
  const company = {
    label: 'Company',
    value: key.companyName === '' ? 'None' : <ConsoleText text={key.companyName} />,
  }
  const user = { label: 'User', value: key.userName === '' ? 'Unknown' : <ConsoleText text={key.userName} /> }
  if (!owner) return [user, company]
  return [
    user,
    { label: 'Role', value: roleLabel(owner.role) },
    {
      label: 'State',
      value: <StatusWordMark word={owner.status === 'disabled' ? 'owner-off' : owner.status} />,
    },
    { label: 'MFA', value: onOff[owner.mfa] },
    ...(key.companyName === '' ? [] : [company]),
  ]
}

function Section({ title, action, children }: { title?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section>
      {title !== undefined && (
        <h3>
          {title}
          {action !== undefined && <span className={text.push}>{action}</span>}
        </h3>
      )}
      {children}
    </section>
  )
}

function PublicKeySection({ shown: { publicKey } }: { readonly shown: KeyRecord }) {
  if (!publicKey)
    return <Section title="Public key">The console holds no RSA public key that can be read.</Section>
  return (
    <Section title="Public key" action={<CopyText text={publicKey.xml} label="Copy public key" iconOnly />}>
      <p>RSA, {publicKey.bits} bits. SHA-256 fingerprint:</p>
      <Fingerprint value={publicKey.fingerprint256} />
    </Section>
  )
}

function OneKey({ shown, inventory }: { readonly shown: KeyRecord; readonly inventory: Inventory }) {
  return (
    <>
      <Section>
        <Facts labels="narrow" facts={factsOf(shown)} />
      </Section>
      <Section title="Owner">
        <Facts labels="narrow" facts={ownerFacts(shown, inventory)} />
      </Section>
      {shown.type === 'advanced' && <PublicKeySection shown={shown} />}
      {shown.description.length > nameGraphemes && (
        <Section title="Whole description">
          <ConsoleText text={shown.description} />
        </Section>
      )}
    </>
  )
}

function SeveralKeys({ keys }: { readonly keys: readonly KeyRecord[] }) {
  const count = (fits: (key: KeyRecord) => boolean) => keys.filter(fits).length.toLocaleString()
  return (
    <Section>
      <Facts
        labels="narrow"
        facts={[
          { label: 'Enabled', value: count((key) => key.status.word === 'enabled') },
          { label: 'Not enabled', value: count((key) => key.status.word !== 'enabled') },
          { label: 'Simple', value: count((key) => key.type === 'simple') },
          { label: 'Advanced', value: count((key) => key.type === 'advanced') },
          { label: 'Read-write', value: count((key) => !key.readOnly) },
          { label: 'Owners', value: new Set(keys.map((key) => key.userUid)).size.toLocaleString() },
        ]}
      />
    </Section>
  )
}

export function KeyDetails({ selected, consoles, isPage, onClose, headingRef }: KeyDetailsProps) {
  const id = useId()
  const [first] = selected
  const console = consoles.find((candidate) => candidate.id === first?.connectionId)
  const inventory = console?.inventory
  if (!first || !inventory) return null
  const one = selected.length === 1 ? first.key : null
  const reason =
    one &&
    statusReason(
      one,
      inventory.organizations.find((org) => org.uid === one.companyUid),
    )
  return (
    <aside className={styles.details} aria-label="Details" data-page={isPage ? '' : undefined}>
      <header>
        {isPage && <Button onPress={onClose}>Back to the list</Button>}
        <div className={styles.name}>
          <h2 ref={headingRef} id={id} tabIndex={-1}>
            {one ? (
              <ConsoleText text={one.description || 'No description'} most={nameGraphemes} />
            ) : (
              `${keysText(selected.length)} selected`
            )}
          </h2>
          {!isPage && <IconButton icon={CloseIcon} label="Close details" shortcut="F4" onPress={onClose} />}
        </div>
        {one && (
          <>
            <StatusWordMark word={one.status.word} />
            {reason !== null && <p className={styles.reason}>{reason}</p>}
            <Blade of={one.publicKey?.fingerprint256 ?? one.id} className={styles.blade ?? ''} />
          </>
        )}
      </header>
      {one ? <OneKey shown={one} inventory={inventory} /> : <SeveralKeys keys={keysOf(selected)} />}
    </aside>
  )
}
