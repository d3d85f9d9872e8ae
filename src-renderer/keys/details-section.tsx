// One part of the details pane, with its heading and, at the end of that line, an action.
import { type ReactNode, useId } from 'react'
import text from '../parts/text.module.css'

interface DetailsSectionProps {
  /** Absent: the part needs no heading, and is no region. */
  readonly title?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function DetailsSection({ title, action, children }: DetailsSectionProps) {
  const id = useId()
  if (title === undefined) return <section>{children}</section>
  return (
    <section aria-labelledby={id}>
      <h3>
        <span id={id}>{title}</span>
        {action !== undefined && <span className={text.push}>{action}</span>}
      </h3>
      {children}
    </section>
  )
}
