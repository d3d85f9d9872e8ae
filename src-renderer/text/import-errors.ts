// Words for a file with connections that is refused: which line, and what is wrong there.
import type { FailureCode, FailureDetail } from '../../src-shared/errors'
import { say, type Words } from './error-words'

const whole = 'Nothing of the file was taken over.'

/** `Line 12, column 5`; where in the file is not always known. */
function placeText({ line, column }: FailureDetail): string | null {
  if (typeof line !== 'number') return null
  return typeof column === 'number'
    ? `Line ${line.toLocaleString()}, column ${column.toLocaleString()}`
    : `Line ${line.toLocaleString()}`
}

/** What is wrong there, as the end of a sentence that begins with the place; and what to do. */
const wrong: Readonly<Record<string, readonly [what: string, next: string]>> = {
  'not-json': ['this is not JSON', 'Correct the line, or export the list again.'],
  'member-twice': ['a member stands here twice', 'Leave one of the two.'],
  nested: ['values are nested too deeply for a list of consoles', 'Choose a file that Keywright exported.'],
  'not-text': ['this is no text in UTF-8', 'Save the file as UTF-8, or export the list again.'],
  empty: ['the file is empty', 'Choose a file that Keywright exported.'],
  format: [
    'this is no list of consoles: “format” is not “keywright-connections”',
    'Choose a file that Keywright exported.',
  ],
  version: [
    'the list has a version that this Keywright does not know',
    'Update Keywright, or export the list from this version.',
  ],
  list: ['“connections” is missing or no list', 'Choose a file that Keywright exported.'],
  'too-many': ['there are more than 200 consoles', 'Split the file.'],
  entry: ['this is no console: an object in braces is expected', 'Correct the line.'],
  'member-unknown': ['a list of consoles has no such member', 'Remove it.'],
  'name-missing': ['“name” is missing', 'Give the console a name.'],
  name: [
    'the name is empty, longer than 64 characters, or has characters that nobody can see',
    'Type the name anew.',
  ],
  'origin-missing': ['“origin” is missing', 'Write the console’s address, for example https://host:1280.'],
  origin: ['this is no address of a console', 'Write it in the form https://host:1280.'],
  'origin-insecure': ['the address is not encrypted (http)', 'Write https in place of http.'],
  'origin-user': ['the address holds a user name or a password', 'Remove everything up to the @ sign.'],
  group: [
    'the group is longer than 64 characters, or has characters that nobody can see',
    'Type the group anew.',
  ],
  color: ['Keywright does not know this colour', 'Use none, teal, blue, green, amber, red, violet or grey.'],
  tag: ['Keywright does not know this tag', 'Use production, test, client or null.'],
  certificate: [
    'this is no SHA-256 fingerprint',
    'Write 32 pairs of upper-case hex digits with colons, or null.',
  ],
  'too-large': ['it is larger than 1 MiB', 'Choose a file that Keywright exported.'],
  unreadable: ['it could not be read', 'Check that it is a file that you may read.'],
}

const refused: Words = (detail) => {
  const [what, next] = wrong[String(detail.reason)] ?? ['it could not be read', 'Choose another file.']
  const place = placeText(detail)
  return {
    title: 'The file was not imported',
    meaning: place === null ? `The file: ${what}. ${whole}` : `${place}: ${what}. ${whole}`,
    next,
  }
}

export const importErrors = {
  'import-refused': refused,
  'too-many-connections': say(
    'There are too many consoles',
    'Keywright keeps up to 200. Nothing was added.',
    'Remove consoles that you no longer use, then try again.',
  ),
} satisfies Partial<Record<FailureCode, Words>>
