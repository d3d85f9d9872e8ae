// Sentences of the wizard: what it says of a discarded private key, and while the key is being created.
import type { Creation } from '../../src-shared/creation'

/** Shown instead of a text that was taken out of a field because it holds a private key. */
export const privateKeyDiscarded = 'That is a private key. It was discarded and not sent.'

export interface Item {
  readonly text: string
  readonly state: 'done' | 'now' | 'ahead'
}

/** The checklist while a key is being created. */
export function checklist(
  { phase, keyType }: Pick<Creation, 'phase' | 'keyType'>,
  consoleName: string,
): readonly Item[] {
  const sent = phase !== 'preparing'
  return [
    { text: 'Preparing the request', state: sent ? 'done' : 'now' },
    { text: `Creating the key on ${consoleName}`, state: sent ? 'now' : 'ahead' },
    {
      text: keyType === 'simple' ? 'Receiving the private key' : 'Checking what was registered',
      state: 'ahead',
    },
  ]
}

/** When a wait is no longer ordinary. */
export const longWaitMs = 5000

export const stillWaiting =
  'Still waiting. Leave this open; the request is not sent twice. You can stop waiting and see later what became of it.'
