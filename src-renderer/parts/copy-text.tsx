// Copies public text (fingerprints, public keys, examples) through the main process and says so for a moment.
import { useEffect } from 'react'
import { useAction } from '../bridge/use-action'
import { errorLine } from '../text/error-text'
import { Button, type ButtonVariant, IconButton } from './button'
import { CheckIcon, CopyIcon } from './icons'
import { StatusLine } from './status'

interface CopyTextProps {
  readonly text: string
  /** Accessible name, for example `Copy public key`. */
  readonly label: string
  readonly iconOnly?: boolean
  readonly variant?: ButtonVariant
  readonly size?: 'bar' | 'form'
}

const shownForMs = 2000

export function CopyText({ text, label, iconOnly = false, variant = 'quiet', size = 'bar' }: CopyTextProps) {
  const { state, failure, run, reset } = useAction('app.copyText')
  const done = state.kind === 'done'
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(reset, shownForMs)
    return () => clearTimeout(timer)
  }, [done, reset])
  const copy = () => {
    run({ text }).catch(() => undefined)
  }
  const icon = done ? CheckIcon : CopyIcon
  return (
    <>
      {iconOnly ? (
        <IconButton icon={icon} label={label} variant={variant} size={size} onPress={copy} />
      ) : (
        <Button icon={variant === 'link' ? undefined : icon} variant={variant} size={size} onPress={copy}>
          {label}
        </Button>
      )}
      <StatusLine isHidden>{done ? 'Copied' : failure === null ? '' : errorLine(failure)}</StatusLine>
    </>
  )
}
