// What TypeScript may know of the services of a desktop; the words are in services.mjs.
import type { ChildProcess } from 'node:child_process'

export interface DesktopServices {
  ids(): (number | undefined)[]
  bus(activatable?: Readonly<Record<string, string>>): Promise<void>
  keyring(password?: string): Promise<ChildProcess>
  stop(): Promise<void>
}

export function desktopServices(folder: string, env: NodeJS.ProcessEnv): DesktopServices
