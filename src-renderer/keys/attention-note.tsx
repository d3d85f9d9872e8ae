// Before the sign-in: says that keys need attention, without their names, so that nobody has to come across it (S-50).
import type { ReactNode } from 'react'
import { isolatedText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { Banner } from '../parts/banner'
import { WarningIcon } from '../parts/icons'
import { madeTitle } from '../text/attention-words'

interface AttentionNoteProps {
  readonly connectionId: string
  /** Where the place does not tell which console it is. */
  readonly consoleName?: string
  /** Counts those of removed connections too, which are shown nowhere else here. */
  readonly withRemoved?: boolean
  readonly actions?: ReactNode
}

export function AttentionNote({
  connectionId,
  consoleName,
  withRemoved = true,
  actions,
}: AttentionNoteProps) {
  const entries = useTopic('attention').filter((one) =>
    one.connectionRemoved ? withRemoved : one.connectionId === connectionId,
  )
  if (entries.length === 0) return null
  return (
    <Banner
      tone="warning"
      icon={WarningIcon}
      {...(actions === undefined ? {} : { actions })}
      title={madeTitle(entries, consoleName === undefined ? 'here' : `on ${isolatedText(consoleName)}`)}
    >
      Sign in to decide what becomes of {entries.length === 1 ? 'it' : 'them'}.
    </Banner>
  )
}
