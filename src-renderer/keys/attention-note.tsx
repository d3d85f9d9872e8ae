// Before the sign-in: says that keys need attention, without their names, so that nobody has to come across it (S-50).
import { useTopic } from '../bridge/bridge-context'
import { Banner } from '../parts/banner'
import { WarningIcon } from '../parts/icons'
import { keysText } from '../text/counts'

interface AttentionNoteProps {
  readonly connectionId: string
  /** Counts those of removed connections too, which are shown nowhere else here. */
  readonly withRemoved?: boolean
}

export function AttentionNote({ connectionId, withRemoved = true }: AttentionNoteProps) {
  const count = useTopic('attention').filter((one) =>
    one.connectionRemoved ? withRemoved : one.connectionId === connectionId,
  ).length
  if (count === 0) return null
  const one = count === 1
  return (
    <Banner
      tone="warning"
      icon={WarningIcon}
      title={`${keysText(count)} made here ${one ? 'was' : 'were'} not safely handed over`}
    >
      Sign in to decide what becomes of {one ? 'it' : 'them'}.
    </Banner>
  )
}
