// Gets the private key that a person points at: from a file of their choice, or from the clipboard, both read here in main.
import { readKeyFile, readStoredKey, type StoredKey } from './private-key-file'

export type KeySource = 'file' | 'clipboard'

export interface ChosenKeyDeps {
  readonly readClipboard: () => Promise<string>
  /** The system's open dialog; null when it was cancelled. */
  readonly showOpenDialog: () => Promise<string | null>
}

/** null: the dialog was cancelled. Throws `key-file-invalid`. The caller wipes the cell. */
export type ChosenKey = (from: KeySource) => Promise<StoredKey | null>

export function createChosenKey({ readClipboard, showOpenDialog }: ChosenKeyDeps): ChosenKey {
  return async (from) => {
    if (from === 'clipboard') return readStoredKey(Buffer.from(await readClipboard(), 'utf8'))
    const file = await showOpenDialog()
    return file === null ? null : readStoredKey(await readKeyFile(file))
  }
}
