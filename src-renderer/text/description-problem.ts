// What is wrong with a typed description, in words next to its field (wizard and Edit key).
import { type DescriptionProblem, descriptionLimit } from '../../src-shared/description'

/** One or two sentences: what is wrong and what to do. */
export function descriptionProblemText(problem: DescriptionProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'Enter a description so others know what uses this key.'
    case 'too-long':
      return `This is ${problem.length} characters long. Use at most ${descriptionLimit}.`
    case 'characters':
      return `The console does not take ${[...problem.characters].join(' or ')} in a description.`
    case 'line-break':
      return 'A description is one line. Remove the line break.'
    case 'hidden-characters':
      return 'This holds characters that nobody can see. Type it anew instead of pasting it.'
    case 'secret':
      return 'This looks like a secret. Descriptions are stored in clear text and travel in the address of the request.'
    case 'in-use':
      return `You already use this description. Try ${problem.proposal}.`
  }
}
