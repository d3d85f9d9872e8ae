// Sentences of the reveal frame. None ever holds a part of the private key.
import type { Verdict } from '../../src-shared/key'

export interface Refusal {
  readonly failure: string
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

const saveReasons: Readonly<Record<string, string>> = {
  exists: 'a file of that name is there already, and nothing is ever overwritten. Choose another name.',
  denied: 'this folder cannot be written. Choose another one.',
  'disk-full': 'the disk is full. Make room or choose another one.',
  name: 'the system does not take this name. Choose a short, ordinary one.',
}

export interface SavedPlace {
  readonly fileName: string
  readonly folder: string
  readonly copiedBy?: string | null
}

/** Where the file is, and who else gets it. */
export function savedText({ fileName, folder, copiedBy }: SavedPlace): string {
  const place = `Saved to ${fileName} in ${folder.split(/[\\/]/).pop() || folder}.`
  if (copiedBy === undefined || copiedBy === null) return place
  if (copiedBy === 'network') return `${place} This folder is on another computer: others may read it there.`
  return `${place} This folder is copied to ${copiedBy}: the key will be there too.`
}

/** What went wrong, and what to do. */
export function refusalText({ failure, detail = {} }: Refusal): string {
  const { partialFile, reason } = detail
  if (failure === 'clipboard-failed') return 'Nothing was copied: the clipboard did not take it. Try again.'
  if (failure === 'save-failed') {
    const why = saveReasons[String(reason)] ?? 'the file could not be written. Choose another place.'
    const rest = partialFile === undefined ? '' : ` A part of it is left in ${partialFile}: delete that file.`
    return `Nothing was saved: ${why}${rest}`
  }
  if (failure === 'storage-failed')
    return 'Nothing was handed out: this computer could not record it first. Make room on the disk, then try again.'
  return 'That did not work, and nothing was handed out. Try again.'
}

type Why = Extract<Verdict, { kind: 'cannot-be-checked' }>['why']

const whyNot: Readonly<Record<Why, string>> = {
  unreachable: 'the console cannot be reached',
  scope: 'keys of this kind cannot sign in to REST',
  forbidden: 'the console recognised the key but does not let it read its owner',
  'rate-limited': 'the console asks to wait',
  challenge: 'the console did not accept the answer to its challenge',
  certificate: 'the console’s certificate is not the accepted one',
  other: 'the console gave no clear answer',
}

export function verdictText(verdict: Verdict, consoleName: string): string {
  switch (verdict.kind) {
    case 'works':
      return `Works: ${consoleName} accepted it as ${verdict.userName}.`
    case 'refused':
      return `Refused: ${consoleName} did not accept it.`
    case 'not-this-key':
      return `${consoleName} accepted it, but for another owner.`
    case 'cannot-be-checked':
      return `Not checked: ${whyNot[verdict.why]}.`
  }
}

export const spokenSeconds = (seconds: number) =>
  seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`
