// Words for notices and for the credential store.
import type { AppState, Notice, VaultMode } from '../../src-shared/app-state'

interface Words {
  readonly title: string
  readonly text: string
}

/** Labels of a notice that are texts, for example the name of the file that was set aside. */
const labels = (notice: Notice) =>
  Object.values(notice.detail)
    .filter((value) => typeof value === 'string' && value !== '')
    .join(', ')

export function noticeText(notice: Notice): Words {
  const file = labels(notice)
  const kept = file === '' ? '' : ` The old file is kept as ${file}.`
  switch (notice.kind) {
    case 'settings-set-aside':
      return {
        title: 'Settings could not be read',
        text: `The file was damaged, so Keywright started with its defaults where it had to.${kept}`,
      }
    case 'saved-list-set-aside':
      return {
        title: 'A saved list could not be read',
        text: `It is damaged, is an older copy, or was saved under another data key. Refresh reads the keys again.${kept}`,
      }
    case 'profile-not-writable':
      return {
        title: 'Settings cannot be saved',
        text: 'Your profile folder cannot be written. What you change now is gone when Keywright closes.',
      }
    case 'records-unreadable':
      return {
        title: 'What needed attention could not be read',
        text: `Keys that were made but not safely handed over may be missing from the list. Look into the Journal for keys that were requested, never shown or not confirmed.${kept}`,
      }
    case 'journal-not-written':
      return {
        title: 'The journal cannot be written',
        text: 'Entries of this run are missing from it. Private keys are not handed out until it can be written again.',
      }
    case 'save-cut-off':
      return {
        title: 'Saving a private key was cut off',
        text: `A part of the key may be in ${notice.detail.fileName} in ${notice.detail.folder}. Look there, and delete the file unless it is whole.`,
      }
    case 'sign-in-not-removed':
      return {
        title: 'A sign-in is still in the credential store',
        text: 'The store did not say that it is gone. Keywright never uses it again, and removes it when it starts with the store open.',
      }
    case 'clipboard-cleared':
      return {
        title: 'The clipboard was cleared',
        text: 'A private key of the last run was still in it.',
      }
  }
}

/** What the credential store is called on this system. */
export function storeName(platform: AppState['platform']): string {
  if (platform === 'windows') return 'Windows Credential Manager'
  return platform === 'macos' ? 'macOS Keychain' : 'Secret Service (GNOME Keyring, KWallet)'
}

const reasons: Readonly<Record<Extract<VaultMode, { kind: 'memory' }>['why'], string>> = {
  absent: 'No credential store was found on this computer.',
  locked: 'The credential store is locked.',
  'not-answering': 'The credential store does not answer.',
  module: 'The part of Keywright that reaches the credential store is missing or was changed.',
  profile: 'Your profile folder cannot be written.',
}

const remedies: Readonly<Record<Extract<VaultMode, { kind: 'memory' }>['why'], string>> = {
  absent: 'Start one and restart Keywright to change that.',
  locked: 'Unlock it and restart Keywright to change that.',
  'not-answering': 'Check it and restart Keywright to change that.',
  module: 'Install Keywright again to change that.',
  profile: 'Make it writable and restart Keywright to change that.',
}

/** What memory-only means for the person (security-spec S-28 to S-31). */
export function vaultText(
  vault: Extract<VaultMode, { kind: 'memory' }>,
  platform: AppState['platform'],
): Words {
  const store = vault.why === 'absent' ? ` Expected: ${storeName(platform)}.` : ''
  return {
    title: 'Nothing is kept on this computer',
    text: `${reasons[vault.why]}${store} Sign-ins, saved lists and the notes of keys that need attention last until Keywright closes or you log off. ${remedies[vault.why]}`,
  }
}
