// Needs attention in the keys screen: what may be chosen by whom, and the wizard that follows a revoked key.
import type { AttentionEntry } from '../../src-shared/creation'
import { neutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import type { Preset } from '../create-key/wizard-state'
import type { Console } from '../workspace/consoles'
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

const notConnected = 'The console is not connected any more.'

interface AttentionProps {
  /** Those in view. */
  readonly consoles: readonly Console[]
  /** Something was settled: the text is read out. */
  readonly onSettled: (message: string) => void
  /** The last entry went away with the focus on it. */
  readonly onGone: () => void
}

export function Attention({ consoles, onSettled, onGone }: AttentionProps) {
  const entries = useTopic('attention')
  const openWizard = useOpenWizard()
  const of = ({ connectionId }: AttentionEntry) => consoles.find(({ id }) => id === connectionId)
  const barred = (entry: AttentionEntry) => {
    const console = of(entry)
    return console ? console.situation.barred : notConnected
  }
  const notAgain = (entry: AttentionEntry) => {
    const userName = of(entry)?.situation.user?.userName ?? null
    return ownerOnly(entry, userName) ?? of(entry)?.creating ?? barred(entry)
  }
  return (
    <AttentionList
      // Behind its sign-in a console's keys are not named.
      entries={entries.filter((one) => one.connectionRemoved || of(one)?.isShown)}
      barred={barred}
      notAgain={notAgain}
      onRecreate={(entry) => openWizard(entry.keyType, presetOf(entry), entry.connectionId)}
      onSettled={onSettled}
      onGone={onGone}
    />
  )
}
