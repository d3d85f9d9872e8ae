// Import consoles from a file: the system's dialog, then what would be added, then what was. Nothing is added unseen.
import { useEffect, useRef } from 'react'
import type { ImportCounts, ImportPreview } from '../../src-shared/connection-list'
import { useAction } from '../bridge/use-action'
import { addressText } from '../certificate/certificate-words'
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { ConsoleMark } from '../parts/console-mark'
import { Dialog } from '../parts/dialog'
import { Icon } from '../parts/icon'
import { ImportIcon, WarningIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import { consolesText } from '../text/counts'
import styles from './import-dialog.module.css'

const title = 'Import connections'

/** `1 is in your list already.`, or null for none. */
function leftText(known: number, repeated: number): string | null {
  const parts: string[] = []
  if (known > 0) parts.push(`${consolesText(known)} ${known === 1 ? 'is' : 'are'} in your list already`)
  if (repeated > 0)
    parts.push(`${repeated === 1 ? '1 entry repeats' : `${repeated} entries repeat`} an address of the file`)
  return parts.length === 0 ? null : `${parts.join('; ')}. Nothing changes there.`
}

function Preview({ preview: { adds, known, repeated } }: { readonly preview: ImportPreview }) {
  const left = leftText(known.length, repeated)
  return (
    <>
      {adds.length > 0 && (
        <ul className={styles.list} aria-label="Consoles to add">
          {adds.map((one) => (
            <li key={one.origin}>
              <span className={styles.name}>
                <ConsoleText text={one.name} />
                <ConsoleMark of={one} />
              </span>
              <span className={text.hint}>
                {addressText(one.origin)}
                {one.group !== '' && (
                  <>
                    , in <ConsoleText text={one.group} />
                  </>
                )}
              </span>
              {one.nameIsTaken && (
                <span className={styles.note}>
                  <Icon shape={WarningIcon} size="small" tone="warning" />
                  Another console is called so. Compare the addresses.
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {known.length > 0 && (
        <ul className={styles.list} aria-label="Consoles in your list already">
          {known.map((one) => (
            <li key={one.origin}>
              <span className={styles.name}>
                <ConsoleText text={one.knownAs} />
              </span>
              <span className={text.hint}>{addressText(one.origin)}, in your list already</span>
            </li>
          ))}
        </ul>
      )}
      {left !== null && <p className={text.muted}>{left}</p>}
    </>
  )
}

function resultText({ added, known, repeated }: ImportCounts): string {
  const left = leftText(known, repeated)
  const said = added === 0 ? 'No console was added.' : `${consolesText(added)} added.`
  return left === null ? said : `${said} ${left}`
}

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const choose = useAction('connections.chooseImport')
  const take = useAction('connections.import')
  const { run } = choose
  const ask = () => {
    take.reset()
    void run({}).then((outcome) => {
      if (outcome.kind === 'done' && outcome.value.preview === null) onClose()
    })
  }
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    ask()
  })

  const preview = choose.state.kind === 'done' ? choose.state.value.preview : null
  const counts = take.state.kind === 'done' ? take.state.value : null
  // The system's dialog is in front, and says all there is to say.
  if (preview === null && choose.failure === null) return null
  const another = (
    <Button size="form" variant="quiet" onPress={ask}>
      Choose another file…
    </Button>
  )
  if (preview === null)
    return (
      <Dialog
        role="alertdialog"
        title={title}
        icon={ImportIcon}
        onClose={onClose}
        footStart={another}
        buttons={
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Close
          </Button>
        }
      >
        <Alert failure={choose.failure} />
      </Dialog>
    )
  const count = preview.adds.length
  if (counts !== null || count === 0)
    return (
      <Dialog
        title={title}
        icon={ImportIcon}
        onClose={onClose}
        buttons={
          <Button size="form" variant="filled" autoFocus onPress={onClose}>
            Close
          </Button>
        }
      >
        <StatusLine>
          {resultText(counts ?? { added: 0, known: preview.known.length, repeated: preview.repeated })}
        </StatusLine>
        {counts !== null && counts.added > 0 && (
          <p className={text.muted}>
            Open each once: you decide about its certificate, then sign in. Nothing has been sent to them yet.
          </p>
        )}
      </Dialog>
    )
  return (
    <Dialog
      title={title}
      icon={ImportIcon}
      text={
        <>
          <ConsoleText text={preview.fileName} /> has {consolesText(count)} that {count === 1 ? 'is' : 'are'}{' '}
          not in your list. Add only addresses that you expect: a sign-in goes where the address leads.
        </>
      }
      onClose={onClose}
      footStart={another}
      buttons={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            variant="filled"
            autoFocus
            isPending={take.isRunning}
            onPress={() => void take.run({ previewId: preview.previewId })}
          >
            {`Add ${consolesText(count)}`}
          </Button>
        </>
      }
    >
      <Preview preview={preview} />
      <Alert failure={take.failure} />
    </Dialog>
  )
}
