// Where the focus goes when a step appears: the field that is asked for, else its first control, else its heading.
import { type RefObject, useEffect, useRef } from 'react'
import type { Field } from './wizard-state'

const controls = 'input:checked, input:not([type="radio"]), textarea, button'

function place(root: HTMLElement, field: Field | null): HTMLElement | null {
  const asked = field === null ? null : root.querySelector(`[data-field="${field}"]`)
  const first = asked ?? root.querySelector('[data-first]')
  return first?.querySelector<HTMLElement>(controls) ?? root.querySelector('[data-step-heading]')
}

/** `arrival` changes whenever the focus has to move. */
export function useArrival(root: RefObject<HTMLElement | null>, field: Field | null, arrival: string): void {
  const last = useRef('')
  useEffect(() => {
    if (last.current === arrival || root.current === null) return
    last.current = arrival
    place(root.current, field)?.focus()
  }, [root, field, arrival])
}
