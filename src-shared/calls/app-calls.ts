// Calls about the app itself: lock, journal, settings, window.
import { z } from 'zod'
import { ChainVerdict, JournalFilter, JournalPage } from '../journal'
import { SettingChange } from '../settings'
import { type Call, nothing, onConnection } from './call'

export const appCalls = {
  // The app lock. The outcome is in the topic `lock`.
  'lock.now': { gate: 'open', input: nothing, output: nothing },
  /** Signs in as the person that was signed in there. */
  'lock.unlock': {
    gate: 'open',
    whileLocked: true,
    input: onConnection.extend({ password: z.string().min(1).max(4096) }),
    output: nothing,
  },
  /** Proves to be that person by a key of theirs; main reads it. False: the dialog was cancelled. */
  'lock.unlockWithKey': {
    gate: 'open',
    whileLocked: true,
    input: onConnection.extend({ from: z.enum(['file', 'clipboard']) }),
    output: z.object({ done: z.boolean() }),
  },
  'lock.answerCode': {
    gate: 'open',
    whileLocked: true,
    input: z.object({ code: z.string().min(1).max(16) }),
    output: nothing,
  },
  /** Forgets the sign-ins and saved lists of everybody on the lock screen. */
  'lock.signOut': { gate: 'open', whileLocked: true, input: nothing, output: nothing },

  /** Entries of the audit journal, newest first. */
  'journal.read': {
    gate: 'open',
    input: z.object({
      filter: JournalFilter,
      before: z.int().min(1).nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: JournalPage,
  },
  'journal.verify': { gate: 'open', input: nothing, output: ChainVerdict },
  /** null: the dialog was cancelled. */
  'journal.export': {
    gate: 'open',
    input: z.object({ filter: JournalFilter, format: z.enum(['csv', 'json']) }),
    output: z.object({
      saved: z.object({ fileName: z.string(), folder: z.string(), count: z.int() }).nullable(),
    }),
  },

  'settings.set': { gate: 'open', input: SettingChange, output: nothing },
  /** Copies public text (fingerprints, public keys, examples). Private keys have no way through here. */
  'app.copyText': { gate: 'open', input: z.object({ text: z.string().max(32_768) }), output: nothing },
  'app.dismissNotice': { gate: 'open', input: z.object({ id: z.string() }), output: nothing },
  /** The page has drawn its first usable screen; used by the bench and by the hang guard. */
  'app.ready': { gate: 'open', whileLocked: true, input: nothing, output: nothing },
  'app.closeWindow': { gate: 'open', whileLocked: true, input: nothing, output: nothing },
} as const satisfies Record<string, Call>
