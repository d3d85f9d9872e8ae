// Whether a sign-in is kept on this computer, with its checkbox: without a credential store it cannot be.
import { useState } from 'react'
import { useTopic } from '../bridge/bridge-context'
import { Checkbox } from '../parts/checkbox'
import { storeName } from '../text/notice-text'

interface Stay {
  /** What the sign-in is sent with. */
  readonly isKept: boolean
  readonly choose: (isChosen: boolean) => void
}

/** `usually`: what is chosen before the person chooses. */
export function useStay(usually: boolean): Stay {
  const { vault } = useTopic('app')
  const [isChosen, choose] = useState(usually)
  return { isKept: isChosen && vault.kind !== 'memory', choose }
}

interface StaySignedInProps {
  readonly stay: Stay
  /** What is kept in the store of this name. */
  readonly kept: (store: string) => string
}

export function StaySignedIn({ stay, kept }: StaySignedInProps) {
  const { vault, platform } = useTopic('app')
  const memory = vault.kind === 'memory'
  return (
    <Checkbox
      label="Stay signed in on this computer"
      isSelected={stay.isKept}
      onChange={stay.choose}
      isDisabled={memory}
      hint={
        memory
          ? 'Not possible now: without a credential store the sign-in lasts until Keywright closes.'
          : kept(storeName(platform))
      }
    />
  )
}
