// What follows where the key of this computer is among those that are disabled or deleted.
import { useTopic } from '../bridge/bridge-context'
import { Icon } from '../parts/icon'
import { WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import type { SelectedKey } from './selected-key'

interface StationWarningProps {
  readonly of: readonly SelectedKey[]
  readonly verb: 'disable' | 'delete'
}

export function StationWarning({ of: selected, verb }: StationWarningProps) {
  const sessions = useTopic('sessions')
  const own = selected.filter(({ connectionId, key }) =>
    sessions.some((one) => one.connectionId === connectionId && one.stationKey?.keyId === key.id),
  )
  if (own.length === 0) return null
  const one = selected.length === 1
  return (
    <p className={text.withIcon}>
      <Icon shape={WarningIcon} size="small" tone="warning" />
      {one ? 'This is the key of this computer.' : 'The key of this computer is among them.'} Keywright can
      then no longer sign in by itself here
      {verb === 'disable' ? ' until it is enabled again' : '; set it up again to go on without a password'}. A
      sign-in that was made with it ends at once.
    </p>
  )
}
