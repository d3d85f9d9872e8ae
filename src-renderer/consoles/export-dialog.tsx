// Export the list of consoles: what the file holds and what it does not, then the system's save dialog, then where it is.
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { ExportIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import { consolesText } from '../text/counts'

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const count = useTopic('connections').length
  const save = useAction('connections.export')
  const saved = save.state.kind === 'done' ? save.state.value.saved : null
  return (
    <Dialog
      title="Export connections"
      icon={ExportIcon}
      text="A file for another computer or a colleague: name, address, group, colour and tag of each console, and the fingerprint of its certificate for comparison."
      onClose={onClose}
      buttons={
        saved === null ? (
          <>
            <Button size="form" onPress={onClose}>
              Cancel
            </Button>
            <Button
              size="form"
              variant="filled"
              autoFocus
              isPending={save.isRunning}
              disabledReason={count === 0 ? 'There is no console yet.' : null}
              onPress={() => void save.run({})}
            >
              Save to file…
            </Button>
          </>
        ) : (
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Close
          </Button>
        )
      }
    >
      <p>
        No user names, passwords, sign-ins or keys are in it, and it brings no trust: whoever imports it
        decides about each certificate anew.
      </p>
      <Alert failure={save.failure} />
      <StatusLine>
        {saved !== null && (
          <>
            {consolesText(saved.count)} saved to <bdi>{saved.fileName}</bdi> in <bdi>{saved.folder}</bdi>.
          </>
        )}
      </StatusLine>
    </Dialog>
  )
}
