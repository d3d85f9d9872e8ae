// Needs attention of every console whose keys may be seen, whatever is in view: who may choose what, and the wizard that follows a revoked key.
import { useState } from 'react'
import type { AttentionEntry } from '../../src-shared/creation'
import { neutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import type { Preset } from '../create-key/wizard-state'
import { StatusLine } from '../parts/status'
import { useConsoles } from '../workspace/consoles'
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
  /** The one console in view, which its entries need not name; null: several are, or it waits for its sign-in. */
  readonly here: string | null
  /** Something was settled: the text is read out. */
  readonly onSettled: (message: string) => void
  /** The last entry went away with the focus on it. */
  readonly onGone: () => void
}

export function Attention({ here, onSettled, onGone }: AttentionProps) {
  const consoles = useConsoles()
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
  // Behind its sign-in a console's keys are not named.
  const shown = entries.filter((one) => one.connectionRemoved || of(one)?.isShown)
  const isElsewhere = ({ connectionId, connectionRemoved }: AttentionEntry) =>
    !connectionRemoved && connectionId !== here
  return (
    <AttentionList
      entries={[...shown.filter((one) => !isElsewhere(one)), ...shown.filter(isElsewhere)]}
      // A removed one's name is in what is said of its key.
      consoleName={(one) => (isElsewhere(one) ? (of(one)?.connection.name ?? null) : null)}
      barred={barred}
      notAgain={notAgain}
      onRecreate={(entry) => openWizard(entry.keyType, presetOf(entry), entry.connectionId)}
      onSettled={onSettled}
      onGone={onGone}
    />
  )
}

/** Over the sign-in to one console: those of the others, which are not behind it. */
export function AttentionElsewhere() {
  const [said, say] = useState('')
  return (
    <>
      <Attention
        here={null}
        onSettled={say}
        onGone={() => document.querySelector<HTMLElement>('main input')?.focus()}
      />
      <StatusLine>{said}</StatusLine>
    </>
  )
}
