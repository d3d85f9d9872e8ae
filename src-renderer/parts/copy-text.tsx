// Copies public text (fingerprints, public keys, examples) through the main process; says so for a moment, or why it did not work.
import { useEffect } from 'react'
import { type Action, useAction } from '../bridge/use-action'
import { errorLine } from '../text/error-text'
import { Button, type ButtonVariant, IconButton } from './button'
import { CheckIcon, CopyIcon } from './icons'
import { StatusLine } from './status'
import text from './text.module.css'

interface CopyLook {
  /** Accessible name, for example `Copy public key`. */
  readonly label: string
  readonly iconOnly?: boolean
  readonly variant?: ButtonVariant
  readonly size?: 'bar' | 'form'
}
type Copying = Pick<Action<'app.copyText' | 'keys.copyPublicKey'>, 'state' | 'failure' | 'reset'>

const shownForMs = 2000

function CopyButton({
  label,
  iconOnly = false,
  variant = 'quiet',
  size = 'bar',
  copying: { state, failure, reset },
  onCopy,
}: CopyLook & { readonly copying: Copying; readonly onCopy: () => Promise<unknown> }) {
  const done = state.kind === 'done'
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(reset, shownForMs)
    return () => clearTimeout(timer)
  }, [done, reset])
  const copy = () => void onCopy()
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
      {/* The icon says that it worked; without one, and when it did not, it has to be read. */}
      <StatusLine
        isHidden={failure === null && !(done && variant === 'link')}
        className={failure === null ? undefined : text.danger}
      >
        {done ? 'Copied' : failure === null ? '' : errorLine(failure)}
      </StatusLine>
    </>
  )
}

export function CopyText({ text: copied, ...look }: CopyLook & { readonly text: string }) {
  const { run, ...copying } = useAction('app.copyText')
  return <CopyButton {...look} copying={copying} onCopy={() => run({ text: copied })} />
}

/** The registered public key of a listed key. */
export function CopyPublicKey({ connectionId, id }: { readonly connectionId: string; readonly id: string }) {
  const { run, ...copying } = useAction('keys.copyPublicKey')
  return (
    <CopyButton label="Copy public key" iconOnly copying={copying} onCopy={() => run({ connectionId, id })} />
  )
}
