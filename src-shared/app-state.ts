// Facts about the running app itself: versions, credential store, notices, menu commands.
import { z } from 'zod'

export const VaultMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opening') }),
  z.object({ kind: z.literal('keyring') }),
  /** Nothing is kept: no store, a locked one, one that does not answer, or a profile folder that cannot be written. */
  z.object({
    kind: z.literal('memory'),
    why: z.enum(['absent', 'locked', 'not-answering', 'module', 'profile']),
  }),
])
export type VaultMode = z.infer<typeof VaultMode>

export const Notice = z.object({
  id: z.string(),
  kind: z.enum([
    'settings-set-aside',
    'saved-list-set-aside',
    'profile-not-writable',
    'clipboard-cleared',
    'sign-in-not-removed',
    'save-cut-off',
    'journal-not-written',
    'records-unreadable',
  ]),
  /** Short labels for the text, for example a file name. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type Notice = z.infer<typeof Notice>

/** Go to the first nine consoles of the list, in its order. */
export const consoleCommands = [
  'console-1',
  'console-2',
  'console-3',
  'console-4',
  'console-5',
  'console-6',
  'console-7',
  'console-8',
  'console-9',
] as const

export const menuCommands = [
  'new-simple-key',
  'new-advanced-key',
  'refresh',
  'refresh-all',
  'export',
  'find',
  'settings',
  'journal',
  'lock',
  'about',
  'palette',
  'shortcuts',
  'add-console',
  ...consoleCommands,
  'toggle-details',
  'sign-out',
  /** The window was asked to close while a private key is not stored. */
  'leave-requested',
] as const

export const AppState = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.enum(['windows', 'macos', 'linux']),
  /** `substitute`: the development runtime of closed networks (decisions D11); never a release. */
  runtime: z.enum(['declared', 'substitute']),
  packaged: z.boolean(),
  vault: VaultMode,
  notices: z.array(Notice),
  /** The last command of the application menu; `seq` grows by one each time. */
  command: z.object({ seq: z.int(), name: z.enum(menuCommands) }).nullable(),
  /** Address to fill in at first run (`KEYWRIGHT_CONNECT`, development only). */
  suggestedAddress: z.string().nullable(),
})
export type AppState = z.infer<typeof AppState>
