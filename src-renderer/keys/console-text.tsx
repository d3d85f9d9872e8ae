// Text that came from a console: hidden characters named, direction isolated, length capped (S-57).
import { memo } from 'react'
import { neutralParts } from '../../src-shared/neutral-text'
import styles from './console-text.module.css'

interface ConsoleTextProps {
  readonly text: string
  /** Graphemes after which it is cut; 1,000 without it. */
  readonly most?: number | undefined
}

/** Every description, owner or company on the screen goes through here (or through `neutralText` for names in attributes). */
export const ConsoleText = memo(function ConsoleText({ text, most }: ConsoleTextProps) {
  const parts = neutralParts(text, most)
  let offset = 0
  return (
    <bdi>
      {parts.map((part) => {
        const at = offset
        offset += part.text.length
        return part.hidden ? (
          <span key={at} className={styles.named}>
            {part.text}
          </span>
        ) : (
          part.text
        )
      })}
    </bdi>
  )
})
