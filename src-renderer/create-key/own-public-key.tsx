// The field for an own public key. Its text is looked at here, in the element, before anything else may see it.
import {
  type Dispatch,
  type DragEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import type { Failure } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import { findPrivateKey } from '../../src-shared/private-key-text'
import { useCall } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import { ConsoleText } from '../keys/console-text'
import { classes } from '../parts/class-names'
import field from '../parts/field.module.css'
import { Icon } from '../parts/icon'
import { ErrorIcon, WarningIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import { errorText } from '../text/error-text'
import styles from './own-public-key.module.css'
import { PublicKeyPlate } from './public-key-plate'
import wizard from './wizard.module.css'
import type { OwnKey, WizardAction } from './wizard-state'
import { privateKeyDiscarded } from './wizard-text'

/** Limit of `creation.readPublicKey`; no public key comes near it. */
const mostCharacters = 32_768

/** Reads what stands in the area, and says what it is. `onSecret`: the area is to be replaced by an empty one. */
function useReader(dispatch: Dispatch<WizardAction>, onSecret: () => void) {
  const call = useCall()
  const runs = useRef(0)
  return useCallback(
    (area: HTMLTextAreaElement) => {
      const run = ++runs.current
      const secret = () => {
        area.value = ''
        onSecret()
      }
      if (findPrivateKey(area.value) !== null) return secret()
      const typed = area.value.trim()
      if (typed === '') return dispatch({ do: 'own', own: { kind: 'empty' } })
      if (typed.length > mostCharacters)
        return dispatch({ do: 'own', own: { kind: 'refused', failure: unreadable } })
      dispatch({ do: 'own', own: { kind: 'reading', run } })
      call('creation.readPublicKey', { text: typed }).then(
        (publicKey) => dispatch({ do: 'own', own: { kind: 'read', publicKey }, run }),
        (error: unknown) => {
          const failure = failureOf(error)
          // Main knows more forms than this page does; the text goes in that case too.
          if (failure.detail.reason !== 'private-key')
            dispatch({ do: 'own', own: { kind: 'refused', failure }, run })
          else if (run === runs.current) secret()
        },
      )
    },
    [call, dispatch, onSecret],
  )
}

/**
 * Stops a private key before it enters the area: what never was in it cannot come back by Redo. React's own
 * `onBeforeInput` is another event, so this listens to the element.
 */
function useRefusal(area: RefObject<HTMLTextAreaElement | null>, generation: number, onSecret: () => void) {
  useEffect(() => {
    const element = area.current
    if (element === null || generation < 0) return
    const refuse = (event: InputEvent) => {
      const coming = event.data ?? event.dataTransfer?.getData('text/plain') ?? ''
      if (findPrivateKey(coming) === null) return
      event.preventDefault()
      element.value = ''
      onSecret()
    }
    element.addEventListener('beforeinput', refuse)
    return () => element.removeEventListener('beforeinput', refuse)
  }, [area, generation, onSecret])
}

const unreadable: Failure = {
  code: 'public-key-invalid',
  detail: { reason: 'unreadable' },
  trace: 'page',
}

function problemOf(own: OwnKey, missing: string | null): string | null {
  if (own.kind === 'private-key') return `${privateKeyDiscarded} Paste the public half instead.`
  if (own.kind === 'refused') {
    const { title, meaning, next } = errorText(own.failure)
    return `${title}. ${meaning} ${next}`
  }
  return missing
}

interface OwnPublicKeyProps {
  readonly own: OwnKey
  readonly dispatch: Dispatch<WizardAction>
  /** What Next missed, or null. */
  readonly missing: string | null
  /** Known keys with the same public half. */
  readonly twins: readonly KeyRecord[]
}

export function OwnPublicKey({ own, dispatch, missing, twins }: OwnPublicKeyProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [isOver, setOver] = useState(false)
  // Each private key that was found ends the element together with its undo steps.
  const [generation, renew] = useState(0)
  const onSecret = useCallback(() => {
    dispatch({ do: 'own', own: { kind: 'private-key' } })
    renew((now) => now + 1)
  }, [dispatch])
  const read = useReader(dispatch, onSecret)
  useRefusal(area, generation, onSecret)
  useEffect(() => {
    if (generation > 0) area.current?.focus()
  }, [generation])
  const problem = problemOf(own, missing)

  const drop = (event: DragEvent<HTMLTextAreaElement>) => {
    event.preventDefault()
    setOver(false)
    const element = event.currentTarget
    const fill = (value: string) => {
      if (findPrivateKey(value) !== null) return onSecret()
      element.value = value
      read(element)
    }
    const file = event.dataTransfer.files[0]
    if (file === undefined) fill(event.dataTransfer.getData('text/plain'))
    else if (file.size > mostCharacters)
      dispatch({ do: 'own', own: { kind: 'refused', failure: unreadable } })
    else file.text().then(fill, () => undefined)
  }

  return (
    <>
      <div className={field.field} data-field="public-key">
        <label className={field.label} htmlFor={id}>
          Public key
        </label>
        <textarea
          key={generation}
          ref={area}
          id={id}
          className={classes(field.input, field.area, styles.area)}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          placeholder="Paste it or drop its file here: XML, PEM, JWK or ssh-rsa"
          defaultValue={own.kind === 'read' ? own.publicKey.xml : ''}
          aria-invalid={problem !== null || undefined}
          aria-describedby={`${id}-note`}
          data-over={isOver || undefined}
          onInput={(event) => read(event.currentTarget)}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        />
        <div id={`${id}-note`} role={problem === null ? undefined : 'alert'}>
          {problem === null ? (
            <span className={field.note}>
              The private half stays with you. It is converted to the XML that the console takes.
            </span>
          ) : (
            <span className={field.error}>
              <Icon shape={ErrorIcon} size="small" />
              <span>{problem}</span>
            </span>
          )}
        </div>
      </div>
      {own.kind === 'read' && <PublicKeyPlate publicKey={own.publicKey} />}
      <Twins twins={own.kind === 'read' ? twins : []} />
    </>
  )
}

/** Not refused: a second key for the same pair can be meant, but seldom is. */
function Twins({ twins }: { readonly twins: readonly KeyRecord[] }) {
  return (
    <StatusLine>
      {twins.length > 0 && (
        <span className={classes(wizard.note, text.warning)}>
          <Icon shape={WarningIcon} size="small" />
          <span>
            {twins.length === 1
              ? 'This key has the same public key already: '
              : 'These keys have it already: '}
            {twins.map((twin, index) => (
              <span key={twin.id}>
                {index > 0 && ', '}
                <span className={text.strong}>
                  <ConsoleText text={twin.description} />
                </span>
              </span>
            ))}
            . Whoever holds its private half can use this one too.
          </span>
        </span>
      )}
    </StatusLine>
  )
}
