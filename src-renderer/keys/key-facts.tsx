// What is known of one key: itself, its owner, its company, its public key.
import type { ReactNode } from 'react'
import type { Connection } from '../../src-shared/connection'
import type { Inventory, KeyRecord, Organization, Owner } from '../../src-shared/key'
import { isolatedText } from '../../src-shared/neutral-text'
import { rightsOf, roleLabel } from '../../src-shared/rights'
import { ConsoleMark } from '../parts/console-mark'
import { CopyPublicKey } from '../parts/copy-text'
import { type Fact, Facts, Fingerprint } from '../parts/facts'
import { Icon } from '../parts/icon'
import { WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { dateTimeText } from '../text/dates'
import { scopeWords } from '../text/scope-words'
import { ConsoleText } from './console-text'
import { DetailsSection } from './details-section'
import styles from './key-details.module.css'
import { nameGraphemes } from './key-name'
import { AccessWord, StatusWordMark, TypeWord } from './key-words'

function kindOf({ scopes }: KeyRecord): string {
  return scopeWords[scopes.includes('integration') ? 'integration' : 'rest']
}

function factsOf(key: KeyRecord, connection: Connection | undefined): Fact[] {
  return [
    ...(connection
      ? [
          {
            label: 'Console',
            value: (
              <>
                <ConsoleText text={connection.name} /> <ConsoleMark of={connection} />
              </>
            ),
          },
        ]
      : []),
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

/** What about the owner should make somebody think; null: nothing. */
function ownerWarning(owner: Owner, key: KeyRecord): string | null {
  if (owner.status === 'disabled') return 'The owner is disabled: none of their keys works.'
  if (!rightsOf(owner.role).create) return null
  return key.readOnly
    ? 'An administrator owns it: it reads whatever an administrator may see.'
    : 'An administrator owns it: it may do whatever an administrator may.'
}

function OwnerSection({ of: key, owner }: { readonly of: KeyRecord; readonly owner: Owner | undefined }) {
  const user = { label: 'User', value: key.userName === '' ? 'Unknown' : <ConsoleText text={key.userName} /> }
  const facts: Fact[] = owner
    ? [
        user,
        { label: 'Role', value: roleLabel(owner.role) || 'Unknown' },
        {
          label: 'State',
          value: <StatusWordMark word={owner.status === 'disabled' ? 'owner-off' : owner.status} />,
        },
        { label: 'MFA', value: onOff[owner.mfa] },
      ]
    : [user]
  const warning = owner ? ownerWarning(owner, key) : null
  return (
    <DetailsSection title="Owner">
      <Facts labels="narrow" facts={facts} />
      {warning !== null && (
        <p className={styles.warning}>
          <Icon shape={WarningIcon} tone="warning" size="small" />
          {warning}
        </p>
      )}
      {!owner && <p className={text.hint}>You may not see more of this user.</p>}
    </DetailsSection>
  )
}

const typeNames = { provider: 'Provider', reseller: 'Reseller', company: 'Company', unknown: null } as const

function companyFacts(company: Organization, reseller: Organization | undefined): Fact[] {
  const type = typeNames[company.type]
  const rest =
    company.type === 'provider'
      ? 'On; the provider has no switch'
      : company.restAccess === null
        ? 'Unknown'
        : company.restAccess
          ? 'On'
          : 'Off'
  return [
    ...(type === null ? [] : [{ label: 'Type', value: type }]),
    ...(company.active === null ? [] : [{ label: 'State', value: company.active ? 'Active' : 'Disabled' }]),
    { label: 'REST access', value: rest },
    ...(reseller ? [{ label: 'Reseller', value: <ConsoleText text={reseller.name} /> }] : []),
  ]
}

function CompanySection({ of: key, inventory }: { readonly of: KeyRecord; readonly inventory: Inventory }) {
  const { organizations } = inventory
  const company = organizations.find((one) => one.uid === key.companyUid)
  const reseller = organizations.find((one) => company?.resellerUid && one.uid === company.resellerUid)
  const name = key.companyName || (company?.name ?? '')
  return (
    <DetailsSection title="Company">
      <Facts
        labels="narrow"
        facts={[
          { label: 'Company', value: name === '' ? 'None' : <ConsoleText text={name} /> },
          ...(company ? companyFacts(company, reseller) : []),
        ]}
      />
    </DetailsSection>
  )
}

function PublicKeySection({
  of: key,
  connectionId,
}: {
  readonly of: KeyRecord
  readonly connectionId: string
}) {
  const { id, publicKey } = key
  if (!publicKey)
    return (
      <DetailsSection title="Public key">
        The console holds no RSA public key that can be read.
      </DetailsSection>
    )
  return (
    <DetailsSection title="Public key" action={<CopyPublicKey connectionId={connectionId} id={id} />}>
      <p>RSA, {publicKey.bits} bits. SHA-256 fingerprint:</p>
      <Fingerprint value={publicKey.fingerprint256} />
    </DetailsSection>
  )
}

interface KeyFactsProps {
  readonly of: KeyRecord
  readonly connection: Connection | undefined
  readonly inventory: Inventory
  /** Between the facts of the key and those of its owner. */
  readonly children?: ReactNode
}

export function KeyFacts({ of: key, connection, inventory, children }: KeyFactsProps) {
  return (
    <>
      <DetailsSection>
        <Facts labels="narrow" facts={factsOf(key, connection)} />
      </DetailsSection>
      {children}
      <OwnerSection of={key} owner={inventory.owners.find((one) => one.userUid === key.userUid)} />
      <CompanySection of={key} inventory={inventory} />
      {key.type === 'advanced' && <PublicKeySection of={key} connectionId={inventory.connectionId} />}
      {key.description.length > nameGraphemes && (
        <DetailsSection title="Whole description">
          <ConsoleText text={key.description} />
        </DetailsSection>
      )}
    </>
  )
}
