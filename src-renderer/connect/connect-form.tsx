// The form that asks for a console: address, name, what will be asked, and what came of it.
import { lazy, type ReactNode, Suspense, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { type AddressReading, readAddress } from '../../src-shared/address'
import type { ConnectStep } from '../../src-shared/connection'
import { longestName, plainLooks } from '../../src-shared/console-looks'
import type { Failure } from '../../src-shared/errors'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { addressText } from '../certificate/certificate-words'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Waiting } from '../parts/progress'
import { TextField } from '../parts/text-field'
import { errorText } from '../text/error-text'
import styles from './connect-screen.module.css'

const LooksFields = lazy(() =>
  import('../consoles/looks-fields').then((module) => ({ default: module.LooksFields })),
)
const UntrustedDialog = lazy(() =>
  import('../certificate/untrusted-dialog').then((module) => ({ default: module.UntrustedDialog })),
)

function refusal(reading: AddressReading): string | null {
  if (reading.kind === 'origin') return null
  const failure: Failure = {
    code: reading.code,
    detail: 'reason' in reading ? { reason: reading.reason } : {},
    trace: '',
  }
  const { title, meaning, next } = errorText(failure)
  return reading.code === 'address-insecure' ? `${title}. ${meaning} ${next}` : `${title}. ${next}`
}

/** The name when none was given: the host, cut to what a name may have. */
const hostOf = (origin: string) => new URL(origin).hostname.slice(0, longestName)

type Question = Extract<ConnectStep, { kind: 'untrusted' }> & { readonly isOther: boolean }

interface ConnectFormProps {
  /** The heading: level 1 on a screen, the dialog's title in a dialog. */
  readonly title: ReactNode
  /** Asks for group, tag and colour too. */
  readonly withLooks?: boolean
  /** The console is there now, or was before. */
  readonly onConnected?: (connectionId: string) => void
  readonly onCancel?: () => void
  /** The console is being asked, which cannot be taken back: nothing may close the form. */
  readonly onAsking?: (isAsking: boolean) => void
  /** At the end of the form. */
  readonly children?: ReactNode
}

export function ConnectForm({
  title,
  withLooks,
  onConnected,
  onCancel,
  onAsking,
  children,
}: ConnectFormProps) {
  const { suggestedAddress } = useTopic('app')
  const [address, setAddress] = useState(suggestedAddress ?? '')
  const [name, setName] = useState('')
  const [looks, setLooks] = useState(plainLooks)
  const [tried, setTried] = useState(false)
  const [question, setQuestion] = useState<Question | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const connect = useAction('connections.connect')
  const reading = readAddress(address)
  const origin = reading.kind === 'origin' ? reading.origin : null
  const { isRunning } = connect
  useEffect(() => onAsking?.(isRunning), [isRunning, onAsking])

  const ask = (trust?: string) => {
    if (origin === null) return
    const given = name.trim()
    connect
      .run({
        address,
        name: given === '' ? hostOf(origin) : given,
        ...(trust === undefined ? {} : { trust }),
        ...(withLooks === true ? looks : {}),
      })
      .then((outcome) => {
        // Connected: the connection is in its topic already, and the app shows the next screen.
        if (outcome.kind === 'done' && outcome.value.kind === 'untrusted')
          setQuestion({ ...outcome.value, isOther: trust !== undefined })
        if (outcome.kind === 'done' && outcome.value.kind === 'connected')
          onConnected?.(outcome.value.connectionId)
        if (outcome.kind === 'failed') setQuestion(null)
      })
      .catch(() => undefined)
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (connect.isRunning) return
    setTried(true)
    if (origin === null) {
      connect.reset()
      field.current?.focus()
    } else ask()
  }
  const change = (value: string) => {
    setAddress(value)
    setTried(false)
    connect.reset()
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <header>
        {title}
        <p className={styles.intro}>Add a Veeam Service Provider Console to see and manage its API keys.</p>
      </header>
      <TextField
        label="Console address"
        value={address}
        onChange={change}
        // The console that is being asked is the one that stands there.
        isReadOnly={isRunning}
        inputRef={field}
        autoFocus
        error={tried ? refusal(reading) : null}
        note={
          origin === null ? (
            'Any address of the portal will do. Port 1280 is used unless you give another.'
          ) : (
            <>
              Connects to <span className={styles.origin}>{origin}</span>
            </>
          )
        }
      />
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        maxLength={longestName}
        note="How this console appears in your list; its address if you leave this empty."
      />
      <Suspense>{withLooks === true && <LooksFields value={looks} onChange={setLooks} />}</Suspense>
      <Alert failure={connect.failure} />
      <div className={styles.actions}>
        <Button type="submit" size="form" variant="filled" isPending={connect.isRunning && question === null}>
          Connect
        </Button>
        {onCancel !== undefined && (
          <Button
            size="form"
            variant="quiet"
            disabledReason={isRunning ? 'Wait until the console has answered.' : null}
            onPress={onCancel}
          >
            Cancel
          </Button>
        )}
        {connect.isRunning && question === null && origin !== null && (
          <Waiting text={`Asking ${addressText(origin)}`} />
        )}
      </div>
      {children}
      {question !== null && (
        <Suspense>
          <UntrustedDialog
            origin={question.origin}
            certificate={question.certificate}
            isOther={question.isOther}
            isTrusting={connect.isRunning}
            onTrust={() => ask(question.certificate.fingerprint256)}
            onCancel={() => {
              setQuestion(null)
              connect.reset()
            }}
          />
        </Suspense>
      )}
    </form>
  )
}
