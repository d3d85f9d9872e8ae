// One line of the timeline, what it is made of, and how a key is recognised in the text of a record.
import type { ActivityRecord } from './activity'
import type { JournalEntry } from './journal'

/** What is known of a key for finding it in records; null where it is not. */
export interface TimelineKey {
  readonly id: string
  readonly description: string
  readonly userUid: string | null
  readonly companyUid: string | null
  readonly createdAt: string | null
}

/** Why a record is shown with a key, though no member of it says so (its message or its time do). */
export type Hint = 'id' | 'description' | 'time'

export interface ConsoleRecords {
  readonly connectionId: string
  readonly console: string
  readonly records: readonly ActivityRecord[]
  /** As the last page said; null: not known. */
  readonly clockAheadMs: number | null
  /** User names and organizations by uid. */
  readonly people: ReadonlyMap<string, string>
  readonly organizations: ReadonlyMap<string, string>
  readonly keys: readonly TimelineKey[]
}

export interface TimelineEntry {
  /** Unlike that of every other entry of the same timeline. */
  readonly id: string
  /** By the clock of this computer where it wrote an entry, otherwise by the console's. */
  readonly at: string
  readonly connectionId: string | null
  readonly console: string | null
  readonly person: string | null
  /** Of the person in the record, also where nobody knows the name. */
  readonly userUid: string | null
  readonly organization: string | null
  readonly organizationUid: string | null
  readonly keyId: string | null
  readonly key: string | null
  readonly hint: Hint | null
  /** At least one of the two is there. */
  readonly record: ActivityRecord | null
  readonly entry: JournalEntry | null
}

/** A number that stands alone in a text; one of one or two digits only where the text calls it an id. */
const numbers = /(?<![\d.:-])(?:\d{3,19}|(?<=\b(?:id|identity)\b[\s:=#]{1,3})\d{1,2})(?![\d:-]|\.\d)/gi
const shortestDescription = 3

/** Whether the text holds exactly this, and not as part of a longer word. */
export function holds(text: string, part: string): boolean {
  if (part.trim().length < shortestDescription) return false
  const isWord = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character)
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (!isWord(text[at - 1]) && !isWord(text[at + part.length])) return true
  return false
}

export const numbersIn = (text: string): readonly string[] => text.match(numbers) ?? []
export const namesId = (text: string, id: string) => numbersIn(text).includes(id)
