// After a creation has ended well: its key is selected and has the focus, and that is said.
import { useEffect, useRef } from 'react'
import type { Creation } from '../../src-shared/creation'
import { useTopic } from '../bridge/bridge-context'

/** @param onNew Called once when the wizard of a handed-over key is closed. */
export function useNewKey(onNew: (connectionId: string, keyId: string) => void): void {
  const creation = useTopic('creation')
  const before = useRef<Creation | null>(null)
  useEffect(() => {
    const ended = before.current
    before.current = creation
    const wasGood = ended?.phase === 'delivered' || ended?.phase === 'created'
    if (creation === null && ended?.keyId && wasGood) onNew(ended.connectionId, ended.keyId)
  }, [creation, onNew])
}
