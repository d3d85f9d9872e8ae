// The rules for a key's description (features.md 4.4, decisions D27). Pure; the page turns reasons into sentences.
import { looksSecret, mayBeSecret } from './private-key-text'

/** Limit of the wire (vspc-rest.md, ten facts, 6), in UTF-16 units as the console counts. */
export const descriptionLimit = 128

export type DescriptionProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number }
  /** `characters`: those of `< > =` that occur, for example `<=`. */
  | { readonly kind: 'characters'; readonly characters: string }
  | { readonly kind: 'line-break' }
  /** Control or direction characters that nobody sees. */
  | { readonly kind: 'hidden-characters' }
  /** Descriptions are stored in clear text and travel in the address of the request. */
  | { readonly kind: 'secret' }
  /** The same owner has a key of that name; recovery of a lost answer matches by it. */
  | { readonly kind: 'in-use'; readonly proposal: string }

const hiddenCharacters = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

/** Descriptions that people cannot tell apart count as the same. */
const folded = (description: string) =>
  description.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('en')

/** "Grafana" gives "Grafana 2", "Grafana 2" gives "Grafana 3", "Audit 2026" gives "Audit 2026 2"; within the limit. */
export function proposeDescription(description: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map(folded))
  const base = description.trim().replace(/ \d{1,2}$/, '')
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`
    const proposal = base.slice(0, descriptionLimit - suffix.length).trimEnd() + suffix
    if (!used.has(folded(proposal))) return proposal
  }
}

/**
 * @param taken descriptions of the same owner's other keys
 * @returns `description` is the trimmed text that would be sent
 */
export function checkDescription(
  text: string,
  taken: Iterable<string>,
): { readonly description: string; readonly problem: DescriptionProblem | null } {
  const description = text.trim()
  const all = [...taken]
  return { description, problem: problemOf(description, all) }
}

/** The description is fine as it is, but looks as if somebody had put a password into it (N-71). */
export const deservesWarning = (text: string): boolean => !looksSecret(text) && mayBeSecret(text)

function problemOf(description: string, taken: readonly string[]): DescriptionProblem | null {
  if (description === '') return { kind: 'empty' }
  // Before the other rules: a pasted key breaks several of them, and this is the one that matters.
  if (looksSecret(description)) return { kind: 'secret' }
  if (/[\r\n\u2028\u2029]/.test(description)) return { kind: 'line-break' }
  const characters = ['<', '>', '='].filter((one) => description.includes(one)).join('')
  if (characters !== '') return { kind: 'characters', characters }
  if (hiddenCharacters.test(description)) return { kind: 'hidden-characters' }
  if (description.length > descriptionLimit) return { kind: 'too-long', length: description.length }
  if (taken.some((other) => folded(other) === folded(description)))
    return { kind: 'in-use', proposal: proposeDescription(description, taken) }
  return null
}
