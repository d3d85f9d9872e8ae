// Modal dialogs: the frame alone (wizard) and the standard one with title, text, content and foot.
import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { classes } from './class-names'
import styles from './dialog.module.css'
import { Icon, type IconShape, type Tone } from './icon'

interface DialogFrameProps {
  /** Called for Escape. A press outside never closes. */
  readonly onClose: () => void
  readonly role?: 'dialog' | 'alertdialog'
  /** Accessible name; absent: the `DialogTitle` inside is. */
  readonly label?: string
  /** Id of the element that is read as the description. */
  readonly describedBy?: string
  /** `palette`: at the top, as high as what is in it. */
  readonly size?: 'small' | 'wide' | 'wizard' | 'palette'
  /** False: Escape does nothing. Handle the key inside when it must say why. */
  readonly canEscape?: boolean
  readonly children: ReactNode
}

/** Render it while it is open; it takes the focus, keeps it, and gives it back to the opener at the end. */
export function DialogFrame(props: DialogFrameProps) {
  const { onClose, role = 'dialog', label, describedBy, size = 'small', canEscape = true } = props
  return (
    <ModalOverlay
      className={classes(styles.layer, size === 'palette' && styles.top)}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={false}
      isKeyboardDismissDisabled={!canEscape}
    >
      <Modal
        className={classes(
          styles.modal,
          size === 'wide' && styles.wide,
          size === 'wizard' && styles.wizard,
          size === 'palette' && styles.palette,
        )}
      >
        <AriaDialog
          role={role}
          className={styles.dialog ?? ''}
          {...(label === undefined ? {} : { 'aria-label': label })}
          {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        >
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The heading that names the dialog. */
export function DialogTitle({
  children,
  className,
}: {
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <Heading slot="title" level={2} className={classes(styles.title, className)}>
      {children}
    </Heading>
  )
}

interface DialogFootProps {
  /** At the start of the line: the least wanted button, or a remark. */
  readonly start?: ReactNode
  /** At its end, the filled button last. */
  readonly children: ReactNode
}

export function DialogFoot({ start, children }: DialogFootProps) {
  return (
    <div className={styles.foot}>
      {start !== undefined && <div className={styles.footStart}>{start}</div>}
      {children}
    </div>
  )
}

/** The part that scrolls; it takes the focus only while it has to, so that the keyboard can scroll it. */
function DialogBody({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useLayoutEffect(() => {
    const element = body.current
    if (element === null) return
    const measure = () => setScrolls(element.scrollHeight > element.clientHeight + 1)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={body} className={styles.body} {...(scrolls ? { tabIndex: 0 } : {})}>
      {children}
    </div>
  )
}

interface DialogProps extends Omit<DialogFrameProps, 'label' | 'describedBy' | 'children'> {
  readonly title: string
  readonly icon?: IconShape
  readonly iconTone?: Tone
  /** One or two sentences under the title, read with it. */
  readonly text?: ReactNode
  readonly footStart?: ReactNode
  /** Buttons; the filled one last. Give the one that should have the focus `autoFocus`. */
  readonly buttons: ReactNode
  /** Makes the dialog a form: Enter in a field, or a button of type `submit`, calls it. */
  readonly onSubmit?: () => void
  /** False: content runs over the whole width instead of standing under the title. */
  readonly indent?: boolean
  readonly children?: ReactNode
}

export function Dialog(props: DialogProps) {
  const { title, icon, iconTone, text, footStart, buttons, onSubmit, indent = true, children } = props
  const id = useId()
  const inside = (
    <>
      <DialogBody>
        <div className={classes(styles.titleLine, icon === undefined && styles.noIcon)}>
          {icon !== undefined && <Icon shape={icon} size="large" tone={iconTone ?? 'muted'} />}
          <DialogTitle>{title}</DialogTitle>
          {text !== undefined && (
            <p id={id} className={styles.about}>
              {text}
            </p>
          )}
        </div>
        {children !== undefined && children !== null && children !== false && (
          <div className={classes(styles.content, indent && icon !== undefined && styles.indent)}>
            {children}
          </div>
        )}
      </DialogBody>
      <DialogFoot start={footStart}>{buttons}</DialogFoot>
    </>
  )
  return (
    <DialogFrame
      onClose={props.onClose}
      role={props.role ?? 'dialog'}
      size={props.size ?? 'small'}
      canEscape={props.canEscape ?? true}
      {...(text === undefined ? {} : { describedBy: id })}
    >
      {onSubmit === undefined ? (
        inside
      ) : (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {inside}
        </form>
      )}
    </DialogFrame>
  )
}
