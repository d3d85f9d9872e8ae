// Sentences of the wizard that depend on a value: problems of a description, and what to say while creating.
import type { Creation } from '../../src-shared/creation'
import { type DescriptionProblem, descriptionLimit } from '../../src-shared/description'

/** What is wrong with a description and what to do about it. */
export function descriptionText(problem: DescriptionProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'Enter a description so others know what uses this key.'
    case 'too-long':
      return `The description has ${problem.length} characters; the console takes ${descriptionLimit} at most.`
    case 'characters':
      return `The console does not take ${spaced(problem.characters)} in a description. Remove it.`
    case 'line-break':
      return 'The description holds a line break. Write it in one line.'
    case 'hidden-characters':
      return 'The description holds characters that nobody sees. Type it instead of pasting it.'
    case 'secret':
      return 'This looks like a secret. Descriptions are stored in clear text and travel in the address of the request.'
    case 'in-use':
      return 'You already have a key called this. Give this one a name of its own.'
  }
}

const spaced = (characters: string) => [...characters].join(' or ')

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
