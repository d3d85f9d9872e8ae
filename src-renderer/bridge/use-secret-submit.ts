// Sends what stands in a secret field: read at that moment, emptied at once, the field focused again when it was refused.
import { type RefObject, type SyntheticEvent, useRef, useState } from 'react'
import type { Outcome } from './use-action'

interface SecretSubmit {
  /** For `SecretField`. */
  readonly field: RefObject<HTMLInputElement | null>
  /** Sent with nothing in it. */
  readonly isMissing: boolean
  readonly onEdit: () => void
  /** For the form. */
  readonly submit: (event: SyntheticEvent) => void
}

/** @param read what is sent of the text; empty: nothing is */
export function useSecretSubmit(
  isRunning: boolean,
  read: (text: string) => string,
  send: (secret: string) => Promise<Outcome<unknown>>,
): SecretSubmit {
  const [isMissing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  return {
    field,
    isMissing,
    onEdit: () => setMissing(false),
    submit(event) {
      event.preventDefault()
      const input = field.current
      if (input === null || isRunning) return
      const secret = read(input.value)
      input.value = ''
      setMissing(secret === '')
      if (secret === '') return input.focus()
      send(secret)
        .then((outcome) => {
          if (outcome.kind === 'failed') field.current?.focus()
        })
        .catch(() => undefined)
    },
  }
}

/** Authenticators show `123 456`; the console wants the digits. */
export const codeDigits = (text: string) => text.replace(/\s/g, '').slice(0, 16)
