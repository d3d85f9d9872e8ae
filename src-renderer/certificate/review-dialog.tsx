// Review certificate: old and new side by side, a tick that the fingerprint was compared, then trust (decisions D17).
import { type ReactNode, useState } from 'react'
import type { Certificate, Connection } from '../../src-shared/connection'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Checkbox } from '../parts/checkbox'
import { Dialog } from '../parts/dialog'
import { Facts, Fingerprint } from '../parts/facts'
import { Icon } from '../parts/icon'
import { ApprovedIcon, InfoIcon, ShieldAlertIcon } from '../parts/icons'
import { dateText } from '../text/dates'
import { addressText, issuerText, shortName } from './certificate-words'
import styles from './review-dialog.module.css'

interface ReviewDialogProps {
  readonly connection: Connection
  readonly accepted: Certificate
  readonly presented: Certificate
  readonly onClose: () => void
}

interface Line {
  readonly label: string
  readonly of: (certificate: Certificate) => string
}

const lines: readonly Line[] = [
  { label: 'Subject', of: (one) => shortName(one.subject) },
  { label: 'Issuer', of: issuerText },
  { label: 'From', of: (one) => dateText(one.validFrom) },
  { label: 'To', of: (one) => dateText(one.validTo) },
  { label: 'Key', of: (one) => one.keyKind },
]

function Side({
  title,
  certificate,
  other,
  sameKey,
}: {
  readonly title: ReactNode
  readonly certificate: Certificate
  /** What to mark differences against; null on the old side. */
  readonly other: Certificate | null
  readonly sameKey: boolean
}) {
  const mark = (differs: boolean, value: ReactNode) =>
    differs ? <span className={styles.differs}>{value}</span> : value
  return (
    <section className={styles.side}>
      <h3>{title}</h3>
      <Facts
        labels="narrow"
        facts={[
          ...lines.map(({ label, of }) => {
            const value = of(certificate)
            const keyNote =
              label === 'Key' && other !== null ? (sameKey ? ', the same key' : ', a new key') : ''
            const differs = other !== null && (value !== of(other) || (label === 'Key' && !sameKey))
            return { label, value: mark(differs, `${value}${keyNote}`) }
          }),
          { label: 'SHA-256', value: <Fingerprint value={certificate.fingerprint256} /> },
          { label: 'Key SHA-256', value: <Fingerprint value={certificate.keyFingerprint256} /> },
        ]}
      />
    </section>
  )
}

export function ReviewDialog({ connection, accepted, presented, onClose }: ReviewDialogProps) {
  const [compared, setCompared] = useState(false)
  const trust = useAction('connections.trust')
  const sameKey = accepted.keyFingerprint256 === presented.keyFingerprint256
  const submit = () => {
    trust
      .run({ connectionId: connection.id, fingerprint256: presented.fingerprint256 })
      .then((outcome) => {
        if (outcome.kind === 'done') onClose()
      })
      .catch(() => undefined)
  }
  return (
    <Dialog
      title="Review certificate"
      icon={ShieldAlertIcon}
      iconTone="danger"
      text={`${connection.name}, ${addressText(connection.origin)}. Differences are in bold.`}
      size="wide"
      indent={false}
      onClose={onClose}
      footStart="Your approval is recorded on this computer."
      buttons={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            isPending={trust.isRunning}
            disabledReason={compared ? null : 'Compare the fingerprint first, then tick the box.'}
            onPress={submit}
          >
            Trust the new certificate
          </Button>
        </>
      }
    >
      <div className={styles.compare}>
        <Side
          title={
            <>
              <Icon shape={ApprovedIcon} size="small" />
              Trusted
            </>
          }
          certificate={accepted}
          other={null}
          sameKey={sameKey}
        />
        <Side
          title={
            <>
              <Icon shape={ShieldAlertIcon} size="small" tone="danger" />
              Shown now
            </>
          }
          certificate={presented}
          other={accepted}
          sameKey={sameKey}
        />
      </div>
      {sameKey && (
        <p className={styles.renewed}>
          <Icon shape={InfoIcon} tone="info" />
          Same key, renewed: whoever made the new certificate holds the key of the old one.
        </p>
      )}
      <Checkbox
        label="I have compared the fingerprint with the console's administrator"
        isSelected={compared}
        onChange={setCompared}
        autoFocus
      />
      <Alert failure={trust.failure} />
    </Dialog>
  )
}
