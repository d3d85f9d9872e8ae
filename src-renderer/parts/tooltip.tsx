// A tooltip for a control: shown on hover and on keyboard focus, closed by Escape; never the only place of a text.
import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import styles from './tooltip.module.css'

interface TooltipProps {
  /** Null: no tooltip; the control keeps its place in the tree, so its focus survives the change. */
  readonly text: string | null
  readonly children: ReactNode
}

export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0} isDisabled={text === null}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
