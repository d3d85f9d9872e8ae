// Words for the facts of an entry, and for what checking the chain found (the events' own are in src-shared/journal-words.ts).
import type { ChainVerdict, Finding, JournalEntry, JournalEvent } from '../../src-shared/journal'
import { isolatedText } from '../../src-shared/neutral-text'
import { keysText } from '../text/counts'
import { scopeWords } from '../text/scope-words'

const kinds: Readonly<Record<string, string>> = {
  works: 'works',
  refused: 'refused',
  'not-this-key': 'not this key',
  'cannot-be-checked': 'could not be checked',
  keyring: 'stays signed in',
  memory: 'until Keywright closes',
  restored: 'kept sign-in',
  password: 'with a password',
  'simple-key': 'with a Simple key',
  'advanced-key': 'with an Advanced key',
  'station-key': 'with this computer’s key',
  'not-proved': 'it did not work',
  'not-shown': 'the console had never shown it',
  found: 'found after a crash',
  edited: 'the description may be changed',
  enabled: 'it may be enabled',
  disabled: 'it may be disabled',
  deleted: 'it may be deleted',
  locked: 'while locked',
  idle: 'without activity',
  system: 'with the computer',
  suspend: 'sleep',
  asked: 'by hand',
  show: 'to show it',
  copy: 'to copy it',
  save: 'to save it',
  test: 'to test it',
  altered: 'altered',
  missing: 'missing',
  moved: 'in the wrong place',
  'cut-off': 'cut off',
  replaced: 'replaced',
  'other-key': 'another key',
  csv: 'CSV',
  json: 'JSON',
}

/** What brought a key there, by the event of its creation that did it. */
const causes: Readonly<Record<string, string>> = {
  absent: 'not among the keys',
  cancel: 'cancelled',
  deadline: 'time was up',
  found: 'found among the keys',
  'frame-gone': 'its window ended',
  gone: 'the console has it no more',
  leave: 'left without Done',
  lock: 'locked',
  'log-off': 'the computer’s session ended',
  quit: 'Keywright closed',
  reappeared: 'found among the keys later',
  refused: 'refused by the console',
  restart: 'Keywright ended before',
  'revoke-failed': 'revoking did not work',
  'sign-out': 'signed out',
  'stop-waiting': 'waiting was stopped',
  surprise: 'an unexpected error',
  unclear: 'no clear answer',
}
const hasCause: readonly JournalEvent[] = [
  'key.in-doubt',
  'key.not-created',
  'key.orphan',
  'key.unconfirmed',
  'key.revoked',
]

/** Events whose `kind` is a word for people; elsewhere it names the machine's event. */
const speaks: readonly JournalEvent[] = [
  'app.locked',
  'connection.edited',
  'sign-in.worked',
  'sign-in.refused',
  'sign-in.signed-out',
  'sign-in.code-wrong',
  'station-key.set-up',
  'station-key.withdrawn',
  'key.verified',
  'key.change-in-doubt',
  'private-key.released',
  'private-key.tested',
  'journal.exported',
  'keys.exported',
  'journal.broken',
]

const isScope = (scope: string): scope is keyof typeof scopeWords => scope in scopeWords

/** What the facts add to the event, in a few words. */
export function detailText({ event, facts }: JournalEntry): string {
  const parts: string[] = []
  if (speaks.includes(event) && facts.kind !== undefined) parts.push(kinds[facts.kind] ?? facts.kind)
  if (hasCause.includes(event) && facts.kind !== undefined) parts.push(causes[facts.kind] ?? '')
  if (event === 'app.started' && facts.kind !== undefined) parts.push(`version ${facts.kind}`)
  if (facts.from !== undefined) parts.push(facts.from === 'file' ? 'from a file' : 'from the clipboard')
  if (facts.entry !== undefined) parts.push(`from entry ${facts.entry.toLocaleString()} on`)
  if ((event === 'key.edited' || event === 'connection.renamed') && facts.kind)
    parts.push(`before: ${facts.kind}`)
  if (facts.reason !== undefined) parts.push(`“${facts.reason}”`)
  if (event === 'key.sent' || event === 'key.created') {
    if (facts.keyType !== undefined) parts.push(facts.keyType === 'simple' ? 'Simple' : 'Advanced')
    if (facts.readOnly !== undefined) parts.push(facts.readOnly ? 'read-only' : 'read-write')
    if (facts.keyType === 'advanced') {
      const scopes = facts.scopes?.split(' ') ?? []
      parts.push(...scopes.map((scope) => (isScope(scope) ? scopeWords[scope] : scope)))
      if (facts.fingerprint !== undefined) parts.push(`public key SHA-256 ${facts.fingerprint}`)
    }
  }
  if (facts.fileName !== undefined)
    parts.push(facts.folder === undefined ? facts.fileName : `${facts.fileName} in ${facts.folder}`)
  if (facts.count !== undefined && event === 'journal.exported') parts.push(`${facts.count} entries`)
  if (facts.count !== undefined && event.startsWith('connection.list-'))
    parts.push(facts.count === 1 ? '1 console' : `${facts.count} consoles`)
  if (event === 'connection.added' && facts.kind === 'imported') parts.push('from a file')
  if (facts.count !== undefined && event === 'keys.exported') parts.push(keysText(facts.count))
  if (event.startsWith('certificate.') && facts.fingerprint !== undefined)
    parts.push(`SHA-256 ${facts.fingerprint}`)
  if (facts.fingerprintBefore !== undefined) parts.push(`before ${facts.fingerprintBefore}`)
  if (facts.keyId !== undefined) parts.push(`ID ${facts.keyId}`)
  return parts.map(isolatedText).join(', ')
}

interface Said {
  readonly title: string
  readonly text: string
}

/** What is wrong, what it means, what to do. */
export function brokenText({ seq, why }: Finding): Said {
  const at = seq.toLocaleString()
  const advice = 'Export the journal, keep its file, and find out who could write on this computer.'
  switch (why) {
    case 'altered':
      return {
        title: `Entry ${at} was altered`,
        text: `It is not what Keywright wrote. The entries before it are intact. ${advice}`,
      }
    case 'missing':
      return {
        title: `Entry ${at} is missing`,
        text: `It was removed; later ones are there. The entries before it are intact. ${advice}`,
      }
    case 'moved':
      return {
        title: `Entry ${at} is not in its place`,
        text: `Entries changed places, or one is there twice. ${advice}`,
      }
    case 'cut-off':
      return {
        title: `The journal was cut off before entry ${at}`,
        text: `Keywright had written more entries: the end of the file was removed, or an older file was put back. The entries before are intact. ${advice}`,
      }
    case 'replaced':
      return {
        title: `Entry ${at} was replaced`,
        text: `Keywright wrote another entry with this number: the file was exchanged for another one. ${advice}`,
      }
    case 'other-key':
      return {
        title: 'The journal was written under another key',
        text: `The key in the credential store was lost or replaced, or the file comes from elsewhere. Entries from then cannot be read or checked here; new ones go on after them. ${advice}`,
      }
  }
}

export function unanchoredText(why: Extract<ChainVerdict, { kind: 'unanchored' }>['why']): Said {
  return why === 'absent'
    ? {
        title: 'Where the journal ended is not known',
        text: 'Every entry is intact, but the credential store does not remember the last one: later entries may have been removed.',
      }
    : {
        title: 'Where the journal ended cannot be checked now',
        text: 'Every entry is intact, but the credential store, which remembers the last one, does not answer. Keywright asks again.',
      }
}

export const entriesText = (count: number) => (count === 1 ? '1 entry' : `${count.toLocaleString()} entries`)

export const intactText = (count: number) =>
  count === 0
    ? 'The journal is empty.'
    : count === 1
      ? 'The only entry is intact.'
      : `All ${entriesText(count)} are intact.`
