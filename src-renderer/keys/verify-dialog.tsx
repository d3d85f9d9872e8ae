// Checks that a stored private key belongs to this key and works; the main process reads it, this page never sees it (D14).
import { useState } from 'react'
import type { KeyRecord, Verdict } from '../../src-shared/key'
import { isolatedText } from '../../src-shared/neutral-text'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Icon, type IconShape, type Tone } from '../parts/icon'
import { ActiveIcon, ErrorIcon, QuestionIcon, VerifyIcon } from '../parts/icons'
import { Spinner } from '../parts/progress'
import { KeyIdentity, KeyName } from './key-name'
import { refOf } from './key-rules'
import styles from './verify-dialog.module.css'

const whyNotChecked: Readonly<Record<(Verdict & { kind: 'cannot-be-checked' })['why'], string>> = {
  unreachable: 'The console did not answer. The key was not judged.',
  scope: 'Its scope does not allow the request that the check makes; it can be right all the same.',
  forbidden: 'The console accepted the key, but not the request that the check makes.',
  'rate-limited': 'The console asks for a pause. Try again in a minute.',
  challenge: 'The console’s challenge could not be answered with it.',
  certificate: 'The console’s certificate changed, so nothing was sent.',
  other: 'The console answered in a way that says nothing about the key.',
}

export function verdictText(verdict: Verdict, consoleName: string): string {
  switch (verdict.kind) {
    case 'works':
      return `Works. ${consoleName} accepted it as ${isolatedText(verdict.userName)}.`
    case 'refused':
      return `Refused. ${consoleName} does not accept it: it is wrong, disabled or deleted.`
    case 'not-this-key':
      return 'Not this key. It belongs to another one.'
    case 'cannot-be-checked':
      return `Cannot be checked. ${whyNotChecked[verdict.why]}`
  }
}

const looks: Readonly<Record<Verdict['kind'], { shape: IconShape; tone: Tone }>> = {
  works: { shape: ActiveIcon, tone: 'ok' },
  refused: { shape: ErrorIcon, tone: 'danger' },
  'not-this-key': { shape: ErrorIcon, tone: 'danger' },
  'cannot-be-checked': { shape: QuestionIcon, tone: 'warning' },
}

interface VerifyDialogProps {
  readonly connectionId: string
  readonly consoleName: string
  readonly of: KeyRecord
  readonly onClose: () => void
}

export function VerifyDialog({ connectionId, consoleName, of, onClose }: VerifyDialogProps) {
  const verify = useAction('keys.verify')
  const [from, setFrom] = useState<'file' | 'clipboard' | null>(null)
  const verdict = verify.state.kind === 'done' ? verify.state.value.verdict : null

  function run(source: 'file' | 'clipboard') {
    setFrom(source)
    void verify.run({ connectionId, key: refOf(of), from: source })
  }

  const look = verdict && looks[verdict.kind]
  return (
    <Dialog
      title="Verify key"
      icon={VerifyIcon}
      text={
        <>
          Checks that a stored key is <KeyName of={of} /> and works. Only reads; nothing is changed.
        </>
      }
      onClose={onClose}
      buttons={
        <Button size="form" variant="filled" onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.sources}>
        <Button
          size="form"
          autoFocus
          isPending={verify.isRunning && from === 'file'}
          onPress={() => run('file')}
        >
          From file…
        </Button>
        <Button
          size="form"
          isPending={verify.isRunning && from === 'clipboard'}
          onPress={() => run('clipboard')}
        >
          From clipboard
        </Button>
      </div>
      <div role="status" className={styles.verdict}>
        {verify.isRunning ? (
          <>
            <Spinner />
            <span>{from === 'file' ? 'Choose the file; then it is checked' : 'Checking'}</span>
          </>
        ) : verdict && look ? (
          <>
            <Icon shape={look.shape} tone={look.tone} size="small" />
            <span>{verdictText(verdict, consoleName)}</span>
          </>
        ) : (
          <span className={styles.idle}>The key stays on this computer and goes to this console only.</span>
        )}
      </div>
      <KeyIdentity of={of} />
      <Alert failure={verify.failure} />
    </Dialog>
  )
}
