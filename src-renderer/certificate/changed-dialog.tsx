// Certificate changed: blocks and approves nothing. Close is what Enter does; Review leads on.
import type { Certificate } from '../../src-shared/connection'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Fingerprint, Plate } from '../parts/facts'
import { ShieldAlertIcon } from '../parts/icons'

interface ChangedDialogProps {
  readonly consoleName: string
  readonly accepted: Certificate
  readonly presented: Certificate
  readonly onReview: () => void
  readonly onClose: () => void
}

export function ChangedDialog({ consoleName, accepted, presented, onReview, onClose }: ChangedDialogProps) {
  return (
    <Dialog
      role="alertdialog"
      title="Certificate changed"
      icon={ShieldAlertIcon}
      iconTone="danger"
      text={`${consoleName} shows another certificate than the one you trusted. It may have been renewed, or someone may be between you and the console. Nothing was sent.`}
      onClose={onClose}
      buttons={
        <>
          <Button size="form" onPress={onReview}>
            Review certificate
          </Button>
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      <Plate head="Trusted, SHA-256">
        <Fingerprint value={accepted.fingerprint256} group={16} />
      </Plate>
      <Plate head="Shown now, SHA-256">
        <Fingerprint value={presented.fingerprint256} group={16} />
      </Plate>
    </Dialog>
  )
}
