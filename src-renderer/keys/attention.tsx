// Needs attention in the keys screen: what may be chosen by whom, and the wizard that follows a revoked key.
import type { AttentionEntry } from '../../src-shared/creation'
import { neutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import type { Preset } from '../create-key/wizard-state'
import { useOpenWizard } from '../workspace/wizard-host'
import { AttentionList } from './attention-list'

/** Keys are made for oneself only (decisions D16), so somebody else's can be revoked here, but not made anew. */
function ownerOnly(entry: AttentionEntry, userName: string | null): string | null {
  if (userName === null || userName === entry.userName) return null
  return `It belongs to ${neutralText(entry.userName)}, who alone can create it again.`
}

export function presetOf(entry: AttentionEntry): Preset {
  const { keyType, description, readOnly, scopes, bits, ownPublicKey } = entry
  return { keyType, description, readOnly, scopes, bits, ownPublicKey }
}

interface AttentionProps {
  readonly connectionId: string
  /** Why the console cannot be asked now, or null. */
  readonly barred: string | null
  /** Why no key can be created now, or null. */
  readonly creating: string | null
  /** Who is signed in. */
  readonly userName: string | null
  /** Something was settled: the text is read out. */
  readonly onSettled: (message: string) => void
  /** The last entry went away with the focus on it. */
  readonly onGone: () => void
}

export function Attention(props: AttentionProps) {
  const { connectionId, barred, creating, userName } = props
  const entries = useTopic('attention')
  const openWizard = useOpenWizard()
  return (
    <AttentionList
      entries={entries.filter((one) => one.connectionId === connectionId || one.connectionRemoved)}
      barred={barred}
      notAgain={(entry) => ownerOnly(entry, userName) ?? creating ?? barred}
      onRecreate={(entry) => openWizard(entry.keyType, presetOf(entry))}
      onSettled={props.onSettled}
      onGone={props.onGone}
    />
  )
}
