// What is wrong with a typed description, in words next to its field (wizard and Edit key).
import { type DescriptionProblem, descriptionLimit } from '../../src-shared/description'

/** For text that is taken all the same. */
export const descriptionWarning =
  'This may be a secret. Others see the description, and it travels in the address of the request.'

/** One or two sentences: what is wrong and what to do. */
export function descriptionProblemText(problem: DescriptionProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'Enter a description so others know what uses this key.'
    case 'too-long':
      return `The description has ${problem.length} characters; the console takes ${descriptionLimit} at most.`
    case 'characters':
      return `The console does not take ${[...problem.characters].join(' or ')} in a description. Remove it.`
    case 'line-break':
      return 'The description holds a line break. Write it in one line.'
    case 'hidden-characters':
      return 'The description holds characters that nobody sees. Type it instead of pasting it.'
    case 'secret':
      return 'This looks like a secret. Descriptions are stored in clear text and travel in the address of the request.'
    case 'in-use':
      return `You already use this description. Try “${problem.proposal}”.`
  }
}
