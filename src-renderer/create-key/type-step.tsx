// First step: which console, where there is a choice, and a Simple or an Advanced key, with what each is for.
import type { ReactNode } from 'react'
import type { KeyType } from '../../src-shared/key'
import { Badge } from '../parts/facts'
import { AdvancedKeyIcon, SimpleKeyIcon } from '../parts/icons'
import { RadioGroup, type RadioOption } from '../parts/radios'
import text from '../parts/text.module.css'
import { StepHead } from './step-head'
import styles from './type-step.module.css'

interface AboutProps {
  readonly children: ReactNode
  readonly store: ReactNode
  readonly sent: ReactNode
  readonly suits: ReactNode
}

/** Read as the radio's description, so the labels end in a full stop that only assistive technology gets. */
function About({ children, store, sent, suits }: AboutProps) {
  const rows = [
    ['You store', store],
    ['Sent as', sent],
    ['Suits', suits],
  ] as const
  return (
    <span className={styles.about}>
      <span>{children}</span>
      {rows.map(([label, value]) => (
        <span key={label} className={styles.row}>
          <span className={styles.label}>{label}</span>
          <span className={text.hidden}>: </span>
          <span className={styles.value}>{value}</span>
          <span className={text.hidden}>.</span>
        </span>
      ))}
    </span>
  )
}

const options: readonly RadioOption<KeyType>[] = [
  {
    value: 'simple',
    label: 'Simple key',
    icon: SimpleKeyIcon,
    aside: <Badge tone="accent">Recommended</Badge>,
    hint: (
      <About
        store="one line of text"
        sent={<span className={text.monoSmall}>Authorization: Bearer …</span>}
        suits="monitoring, reports, scripts, most connectors"
      >
        One secret, sent with direct REST calls.
      </About>
    ),
  },
  {
    value: 'advanced',
    label: 'Advanced key',
    icon: AdvancedKeyIcon,
    hint: (
      <About
        store="a private key, XML or PEM"
        sent="a signed-in session, renewed by the integration"
        suits="connectors that ask for a private key, built-in plugins"
      >
        An RSA key pair for integrations that sign in with it. The console keeps the public half, the
        integration keeps the private half.
      </About>
    ),
  },
]

interface TypeStepProps {
  /** The choice of the console; null: there is none. */
  readonly console: ReactNode
  readonly type: KeyType
  readonly onType: (type: KeyType) => void
  readonly owner: ReactNode
}

export function TypeStep({ console, type, onType, owner }: TypeStepProps) {
  return (
    <>
      <StepHead title="Which type of key?">The type cannot be changed later.</StepHead>
      {console}
      <div {...(console === null ? { 'data-first': '' } : {})} data-field="type">
        <RadioGroup
          label="Key type"
          hideLabel
          look="cards"
          options={options}
          value={type}
          onChange={onType}
        />
      </div>
      {owner}
    </>
  )
}
