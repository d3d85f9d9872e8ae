// Every folder and file that the app writes, in one place.
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'

export interface Paths {
  readonly userData: string
  /** `settings.json` (electron-store): settings, connections, window bounds; no secrets. */
  readonly settingsDir: string
  /** Random names of this installation; no secrets. */
  readonly installationFile: string
  /** Ids of connections whose sign-in is still to be removed from the credential store. */
  readonly owedRemovalsFile: string
  /** How often signing in failed lately, under hashes. */
  readonly failedSignInsFile: string
  /** AES-256-GCM files, see sealed-file.ts. */
  readonly sealedDir: string
  /** Name (not path) of the operation records among the sealed files. */
  readonly operationsFile: string
  /** Append-only lines that are flushed before a private key is released (invariant I1). */
  readonly revealLines: string
  /** The audit journal: append-only, its content sealed. */
  readonly journalFile: string
  readonly logDir: string
  /** What Chromium itself writes; every partition of the app is in memory, so this holds no content. */
  readonly sessionData: string
}

export function createPaths(userData: string): Paths {
  return {
    userData,
    settingsDir: userData,
    installationFile: path.join(userData, 'installation.json'),
    owedRemovalsFile: path.join(userData, 'owed-removals.json'),
    failedSignInsFile: path.join(userData, 'failed-sign-ins.json'),
    sealedDir: path.join(userData, 'sealed'),
    operationsFile: 'operations',
    revealLines: path.join(userData, 'reveals.jsonl'),
    journalFile: path.join(userData, 'journal.jsonl'),
    logDir: path.join(userData, 'logs'),
    sessionData: path.join(userData, 'chromium'),
  }
}

interface ProfileInput {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  /** Electron's `appData`: roaming on Windows, so not used there. */
  readonly appData: string
  readonly localAppData: string | undefined
  /** Value of `--user-data-dir`; packaged builds never pass it on. */
  readonly chosen: string | undefined
  readonly workingDir: string
}

/** The profile folder: local, never roaming (S-35). Development has its own, so that it never meets real data. */
export function profileFolder(input: ProfileInput): string {
  if (!input.packaged && input.chosen !== undefined && input.chosen !== '')
    return path.resolve(input.workingDir, input.chosen)
  const base =
    input.platform === 'win32' && input.localAppData !== undefined ? input.localAppData : input.appData
  return path.join(base, input.packaged ? 'Keywright' : 'Keywright Development')
}

/** Name of the app in the credential store; it follows the profile in development. */
export function serviceNameOf(input: { packaged: boolean; userData: string }): string {
  if (input.packaged) return 'Keywright'
  const hash = createHash('sha256').update(path.resolve(input.userData)).digest('hex').slice(0, 12)
  return `Keywright dev ${hash}`
}

/** Makes the folders with mode 0700; false when the profile cannot be written. */
export function prepareFolders(paths: Paths): boolean {
  try {
    for (const dir of [paths.userData, paths.sealedDir, paths.logDir, paths.sessionData]) {
      mkdirSync(dir, { recursive: true, mode: 0o700 })
      if (dir !== paths.userData) chmodSync(dir, 0o700)
    }
    accessSync(paths.userData, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
