// Makes facts fit for the journal: listed members only, inert and short text, nothing that looks like a secret.
import { JournalFacts } from '../../src-shared/journal'
import { neutralText } from '../../src-shared/neutral-text'

const longest = 300
const listed = Object.keys(JournalFacts.shape)

/** Last net, not the rule (the rule is the list of members): key texts and tokens that a person typed as a description. */
const keyText = /-----BEGIN|<RSAKeyValue|eyJ[A-Za-z0-9_-]{20}/
const encoded = /[A-Za-z0-9+/_=]{80,}/

function inert(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  // A deep folder reads like Base64.
  if (keyText.test(value) || (name !== 'folder' && encoded.test(value))) return '[cut]'
  const shown = neutralText(value)
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown
}

export function fitFacts(facts: JournalFacts): JournalFacts {
  const entries = Object.entries(facts)
    .filter(([name, value]) => listed.includes(name) && value !== undefined)
    .map(([name, value]) => [name, inert(name, value)])
  return JournalFacts.parse(Object.fromEntries(entries))
}
