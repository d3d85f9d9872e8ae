// Connect to a further console, over whatever is open: the form of the first screen, with group, tag and colour.
import { useState } from 'react'
import { ConnectForm } from '../connect/connect-form'
import { DialogFrame, DialogTitle } from '../parts/dialog'
import styles from './add-console-dialog.module.css'

interface AddConsoleDialogProps {
  readonly onAdded: (connectionId: string) => void
  readonly onClose: () => void
}

export function AddConsoleDialog({ onAdded, onClose }: AddConsoleDialogProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <DialogFrame onClose={onClose} canEscape={!isAsking}>
      <div className={styles.body}>
        <ConnectForm
          title={<DialogTitle className={styles.title ?? ''}>Connect to a console</DialogTitle>}
          withLooks
          onConnected={onAdded}
          onCancel={onClose}
          onAsking={setAsking}
        />
      </div>
    </DialogFrame>
  )
}
