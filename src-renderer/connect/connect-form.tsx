// The form that asks for a console: address, name, what will be asked, and what came of it.
import { lazy, Suspense, type SyntheticEvent, useRef, useState } from 'react'
import { type AddressReading, readAddress } from '../../src-shared/address'
import type { ConnectStep } from '../../src-shared/connection'
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

const nameLimit = 64

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
const hostOf = (origin: string) => new URL(origin).hostname.slice(0, nameLimit)

type Question = Extract<ConnectStep, { kind: 'untrusted' }> & { readonly isOther: boolean }

export function ConnectForm() {
  const { suggestedAddress } = useTopic('app')
  const [address, setAddress] = useState(suggestedAddress ?? '')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [question, setQuestion] = useState<Question | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const connect = useAction('connections.connect')
  const reading = readAddress(address)
  const origin = reading.kind === 'origin' ? reading.origin : null

  const ask = (trust?: string) => {
    if (origin === null) return
    const given = name.trim()
    connect
      .run({
        address,
        name: given === '' ? hostOf(origin) : given,
        ...(trust === undefined ? {} : { trust }),
      })
      .then((outcome) => {
        // Connected: the connection is in its topic already, and the app shows the next screen.
        if (outcome.kind === 'done' && outcome.value.kind === 'untrusted')
          setQuestion({ ...outcome.value, isOther: trust !== undefined })
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
        <h1>Connect to a console</h1>
        <p className={styles.intro}>Add a Veeam Service Provider Console to see and manage its API keys.</p>
      </header>
      <TextField
        label="Console address"
        value={address}
        onChange={change}
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
        maxLength={nameLimit}
        note="How this console appears in your list; its address if you leave this empty."
      />
      <Alert failure={connect.failure} />
      <div className={styles.actions}>
        <Button type="submit" size="form" variant="filled" isPending={connect.isRunning && question === null}>
          Connect
        </Button>
        {connect.isRunning && question === null && origin !== null && (
          <Waiting text={`Asking ${addressText(origin)}`} />
        )}
      </div>
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
