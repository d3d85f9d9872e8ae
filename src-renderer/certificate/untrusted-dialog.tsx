// Certificate not trusted: trust on first use, after comparing. Cancel is what Enter does.
import type { Certificate } from '../../src-shared/connection'
import { Button } from '../parts/button'
import { CopyText } from '../parts/copy-text'
import { Dialog } from '../parts/dialog'
import { Facts, Fingerprint, Plate } from '../parts/facts'
import { ShieldAlertIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { addressText, issuerText, problemTexts, shortName, validityText } from './certificate-words'

interface UntrustedDialogProps {
  readonly origin: string
  readonly certificate: Certificate
  readonly isTrusting: boolean
  /** The console showed yet another one after Trust was pressed. */
  readonly isOther: boolean
  readonly onTrust: () => void
  readonly onCancel: () => void
}

export function UntrustedDialog(props: UntrustedDialogProps) {
  const { origin, certificate, isTrusting, isOther, onTrust, onCancel } = props
  return (
    <Dialog
      role="alertdialog"
      title="Certificate not trusted"
      icon={ShieldAlertIcon}
      iconTone="warning"
      text={
        isOther
          ? 'The console now shows another certificate than a moment ago. Nothing was trusted. Compare the fingerprint with the console’s administrator.'
          : 'No authority that this computer knows vouches for this console. Compare the fingerprint with the console’s administrator before you trust it.'
      }
      onClose={onCancel}
      // What is under way cannot be taken back.
      canEscape={!isTrusting}
      buttons={
        <>
          <Button size="form" isPending={isTrusting} onPress={onTrust}>
            Trust this certificate
          </Button>
          <Button
            size="form"
            variant="filled"
            autoFocus
            disabledReason={isTrusting ? 'Wait until the console has answered.' : null}
            onPress={onCancel}
          >
            Cancel
          </Button>
        </>
      }
    >
      <Plate
        head={
          <>
            SHA-256 fingerprint
            <span className={text.push}>
              <CopyText text={certificate.fingerprint256} label="Copy fingerprint" iconOnly />
            </span>
          </>
        }
      >
        <Fingerprint value={certificate.fingerprint256} group={16} />
      </Plate>
      <Facts
        facts={[
          { label: 'Address', value: addressText(origin) },
          { label: 'Issued to', value: shortName(certificate.subject) },
          { label: 'Issued by', value: issuerText(certificate) },
          { label: 'Valid', value: validityText(certificate) },
          { label: 'Key', value: certificate.keyKind },
          { label: 'Why', value: problemTexts(certificate).join(' ') || 'This computer does not trust it.' },
        ]}
      />
    </Dialog>
  )
}
