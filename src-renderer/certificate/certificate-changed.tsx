// While a console shows another certificate than the accepted one: the blocking dialog, its review, and a banner after Close.
import { useState } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { ShieldAlertIcon } from '../parts/icons'
import { ChangedDialog } from './changed-dialog'
import { ReviewDialog } from './review-dialog'

interface CertificateChangedProps {
  readonly connection: Connection
  readonly reach: Extract<SessionState['reach'], { kind: 'certificate-changed' }>
}

export function CertificateChanged({ connection, reach }: CertificateChangedProps) {
  const { accepted, presented } = reach
  /** Closed and reviewed are about one certificate: another one asks again. */
  const [step, setStep] = useState<{ readonly of: string; readonly name: 'closed' | 'review' } | null>(null)
  const now = step?.of === presented.fingerprint256 ? step.name : 'asking'
  const go = (name: 'closed' | 'review') => setStep({ of: presented.fingerprint256, name })
  return (
    <>
      <Banner
        title="The certificate has changed"
        tone="danger"
        icon={ShieldAlertIcon}
        actions={<Button onPress={() => go('review')}>Review certificate</Button>}
      >
        Nothing is sent to {connection.name} until you have reviewed the new one. What you see is the last
        list that was read.
      </Banner>
      {now === 'asking' && (
        <ChangedDialog
          consoleName={connection.name}
          accepted={accepted}
          presented={presented}
          onReview={() => go('review')}
          onClose={() => go('closed')}
        />
      )}
      {now === 'review' && (
        <ReviewDialog
          connection={connection}
          accepted={accepted}
          presented={presented}
          onClose={() => go('closed')}
        />
      )}
    </>
  )
}
