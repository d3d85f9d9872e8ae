// Words for every event of the journal, for its facts, and for what checking the chain found.
import type { ChainVerdict, JournalEntry, JournalEvent } from '../../src-shared/journal'
import { neutralText } from '../../src-shared/neutral-text'

/** An event without words fails the type check here. */
export const eventWords: Readonly<Record<JournalEvent, string>> = {
  'app.started': 'Keywright started',
  'app.ended': 'Keywright closed',
  'app.locked': 'Keywright locked',
  'app.unlocked': 'Keywright unlocked',
  'connection.added': 'Console added',
  'connection.renamed': 'Console renamed',
  'connection.removed': 'Console removed',
  'certificate.accepted': 'Certificate trusted',
  'certificate.changed': 'New certificate trusted',
  'sign-in.worked': 'Signed in',
  'sign-in.refused': 'Sign-in refused',
  'sign-in.code-wrong': 'Wrong verification code',
  'sign-in.over': 'Sign-in ended by the console',
  'sign-in.signed-out': 'Signed out',
  'key.sent': 'Key requested',
  'key.created': 'Key created',
  'key.not-created': 'Key not created',
  'key.in-doubt': 'Creation in doubt',
  'key.orphan': 'Private key never shown',
  'key.unconfirmed': 'Shown once, storing not confirmed',
  'key.delivered': 'Private key stored',
  'key.kept': 'Key kept without its private key',
  'key.edited': 'Description changed',
  'key.enabled': 'Key enabled',
  'key.disabled': 'Key disabled',
  'key.deleted': 'Key deleted',
  'key.verified': 'Private key checked',
  'private-key.released': 'Private key about to be handed out',
  'private-key.shown': 'Private key shown',
  'private-key.copied': 'Private key copied',
  'private-key.saved': 'Private key saved',
  'private-key.tested': 'Private key tested',
  'private-key.elements-listed': 'Console listed private parts; dropped',
  'clipboard.cleared': 'Clipboard cleared after a crash',
  'file.set-aside': 'Damaged file set aside',
  'journal.exported': 'Journal exported',
  'journal.repaired': 'Half an entry removed after a crash',
}

const kinds: Readonly<Record<string, string>> = {
  works: 'works',
  refused: 'refused',
  'not-this-key': 'not this key',
  'cannot-be-checked': 'could not be checked',
  keyring: 'stays signed in',
  memory: 'until Keywright closes',
  idle: 'without activity',
  system: 'with the computer',
  suspend: 'sleep',
  asked: 'by hand',
  restart: 'since the last run',
  'have-it': 'confirmed afterwards',
  csv: 'CSV',
  json: 'JSON',
}

/** Events whose `kind` is a word for people; elsewhere it names the machine's event. */
const speaks: readonly JournalEvent[] = [
  'app.locked',
  'sign-in.worked',
  'key.verified',
  'private-key.tested',
  'journal.exported',
]

/** What the facts add to the event, in a few words. */
export function detailText({ event, facts }: JournalEntry): string {
  const parts: string[] = []
  if (speaks.includes(event) && facts.kind !== undefined) parts.push(kinds[facts.kind] ?? facts.kind)
  if (event === 'key.delivered' && facts.kind === 'have-it') parts.push('confirmed afterwards')
  if ((event === 'key.edited' || event === 'connection.renamed') && facts.kind)
    parts.push(`before: ${facts.kind}`)
  if (facts.reason !== undefined) parts.push(`“${facts.reason}”`)
  if (event === 'key.sent' || event === 'key.created') {
    if (facts.keyType !== undefined) parts.push(facts.keyType === 'simple' ? 'Simple' : 'Advanced')
    if (facts.readOnly !== undefined) parts.push(facts.readOnly ? 'read-only' : 'read-write')
  }
  if (facts.fileName !== undefined)
    parts.push(facts.folder === undefined ? facts.fileName : `${facts.fileName} in ${facts.folder}`)
  if (facts.count !== undefined && event === 'journal.exported') parts.push(`${facts.count} entries`)
  if (event.startsWith('certificate.') && facts.fingerprint !== undefined)
    parts.push(`SHA-256 ${facts.fingerprint}`)
  if (facts.fingerprintBefore !== undefined) parts.push(`before ${facts.fingerprintBefore}`)
  if (facts.keyId !== undefined) parts.push(`ID ${facts.keyId}`)
  return neutralText(parts.join(', '))
}

type Broken = Extract<ChainVerdict, { kind: 'broken' }>

/** What is wrong, what it means, what to do. */
export function brokenText({ seq, why }: Broken): { readonly title: string; readonly text: string } {
  const at = seq.toLocaleString()
  const advice = 'Export the journal now, keep the file, and ask who had access to this computer.'
  switch (why) {
    case 'altered':
      return {
        title: `Entry ${at} was altered`,
        text: `It is not as Keywright wrote it, or the entry before it is not. ${advice}`,
      }
    case 'missing':
      return {
        title: `Entry ${at} is missing`,
        text: `Entries were removed from the middle, or changed places. ${advice}`,
      }
    case 'cut-off':
      return {
        title: `The journal ends before entry ${at}`,
        text: `The credential store remembers more entries than the file has: the end was removed, or an older file was put back. ${advice}`,
      }
    case 'replaced':
      return {
        title: `Entry ${at} is not the one that was written`,
        text: `The credential store remembers another entry with this number: the file was replaced. ${advice}`,
      }
    case 'other-key':
      return {
        title: 'The journal was written under another key',
        text: `Its entries do not open on this computer: the file comes from elsewhere, or the key in the credential store was replaced. ${advice}`,
      }
  }
}

const entriesText = (count: number) => (count === 1 ? '1 entry' : `${count.toLocaleString()} entries`)

export function verdictLine(verdict: ChainVerdict): string {
  if (verdict.kind === 'intact')
    return verdict.count === 1 ? 'The only entry is intact.' : `All ${entriesText(verdict.count)} are intact.`
  if (verdict.kind === 'unanchored')
    return `${entriesText(verdict.count)}, each intact. The credential store does not say where the journal ended, so its end may be missing.`
  return `${brokenText(verdict).title}.`
}
