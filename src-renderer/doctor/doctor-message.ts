// The two texts that leave the key doctor through the clipboard: a message to who can repair it, and everything it found.
import type { Connection, SignedInUser } from '../../src-shared/connection'
import type { Diagnosis } from '../../src-shared/doctor/diagnosis'
import type { KeyRecord } from '../../src-shared/key'
import { accessWords, typeWords } from '../../src-shared/key-query'
import { shortNeutralText } from '../../src-shared/neutral-text'
import { looksSecret } from '../../src-shared/private-key-text'
import { dateTimeText } from '../text/dates'
import { checkNames, findingText, requestText, summaryText, verdictWord } from './doctor-words'

export interface DoctorTextInput {
  readonly diagnosis: Diagnosis
  readonly connection: Pick<Connection, 'name' | 'origin'>
  readonly user: SignedInUser | null
  readonly key: KeyRecord
  readonly now: number
}

const mostCharacters = 200
/** A text of a console for a message: nothing hidden, bounded, and no secret that somebody typed into a description. */
const shown = (text: string) =>
  looksSecret(text) ? '(withheld: it looks like a secret)' : shortNeutralText(text, mostCharacters)

/** One fact per line, so that a text that runs from right to left cannot reorder its neighbours. */
function keyLines({ key, connection }: DoctorTextInput): string[] {
  const kind = `${typeWords[key.type]} key, ${accessWords[key.readOnly ? 'read-only' : 'read-write'].toLowerCase()}`
  return [
    `Console: ${shown(connection.name)}, ${connection.origin}`,
    `Key: ${shown(key.description) || 'without a description'}`,
    `Kind: ${kind}, id ${key.id}`,
    `Owner: ${shown(key.userName) || 'unknown'}`,
    `Company: ${shown(key.companyName) || 'none'}`,
  ]
}

function ageLine({ fetchedAt, isSavedCopy }: Diagnosis): string {
  if (fetchedAt === null) return 'The console was not read yet.'
  return isSavedCopy
    ? `From a copy of ${dateTimeText(fetchedAt)}; what changed since is not known.`
    : `As the console said on ${dateTimeText(fetchedAt)}.`
}

/** A draft for whoever can repair it. The texts of the console in it are neutralised; it holds no secret. */
export function messageText(input: DoctorTextInput): string {
  const { diagnosis, now } = input
  const { failed, fix, rawStatus } = diagnosis
  const reason = failed === null ? 'Keywright found no reason.' : findingText(failed, now)
  return [
    'Hello,',
    '',
    'this API key does not work:',
    '',
    ...keyLines(input),
    `Reason: ${reason}`,
    `Status as the console calls it: ${shown(rawStatus) || 'none'}`,
    '',
    ...(fix === null ? [] : [requestText(fix)]),
    ageLine(diagnosis),
  ].join('\n')
}

/** Everything that was found, for a ticket. */
export function detailsText(input: DoctorTextInput): string {
  const { diagnosis, now } = input
  const checks = diagnosis.checks.map((one) =>
    [`${checkNames[one.check]}: ${verdictWord(one)} (${one.reason})`, findingText(one, now)]
      .filter((part) => part !== '')
      .join('. '),
  )
  return [
    `Key doctor: ${summaryText(diagnosis)}`,
    ...keyLines(input),
    `Status as the console calls it: ${shown(diagnosis.rawStatus) || 'none'}`,
    ageLine(diagnosis),
    ...checks,
  ].join('\n')
}
