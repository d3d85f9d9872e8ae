// What is true of each console now: one word with an icon, and a sentence where somebody has to have a look.

import { isUndecided } from '../certificate/certificate-undecided'
import { progressText } from '../keys/list-states'
import { momentText } from '../keys/moment'
import type { IconShape, Tone } from '../parts/icon'
import {
  ApprovedIcon,
  ErrorIcon,
  OfflineIcon,
  PersonIcon,
  RefreshIcon,
  ShieldAlertIcon,
  WaitIcon,
  WarningIcon,
} from '../parts/icons'
import { timeText } from '../text/dates'
import { errorLine } from '../text/error-text'
import type { Console } from './consoles'

/** What helps: the button beside the sentence. */
export type Remedy = 'sign-in' | 'review' | 'try-again' | 'cancel'

export interface ConsoleState {
  readonly word: string
  readonly icon: IconShape
  readonly tone: Tone | undefined
  /** Null: nothing has to be looked at. */
  readonly look: { readonly sentence: string; readonly remedy: Remedy } | null
}

const dayMs = 24 * 60 * 60_000

/** Where the rows that are shown come from, in one sentence. */
export function copyText({ inventory }: Pick<Console, 'inventory'>, now: number): string {
  if (inventory?.partial && inventory.keys.length > 0)
    return `${inventory.keys.length.toLocaleString()} of its keys are shown; there are more.`
  if (inventory === undefined || inventory.fetchedAt === null) return 'None of its keys are known here.'
  return `What you see was ${inventory.source === 'console' ? 'read' : 'saved'} ${momentText(inventory.fetchedAt, now)}.`
}

type Told = Omit<ConsoleState, 'look'>
const told = (word: string, icon: IconShape, tone?: Tone): Told => ({ word, icon, tone })

function signState({ session: { sign } }: Console): ConsoleState | null {
  if (sign.kind === 'code-needed')
    return {
      ...told('Code needed', PersonIcon, 'warning'),
      look: { sentence: 'The sign-in waits for a verification code.', remedy: 'sign-in' },
    }
  if (sign.kind !== 'signed-out') return null
  const ended = sign.reason === 'over' || sign.reason === 'revoked-elsewhere'
  return {
    ...told('Signed out', PersonIcon, 'warning'),
    look: {
      sentence: ended ? 'The sign-in has ended. Sign in to see its keys.' : 'Sign in to see its keys.',
      remedy: 'sign-in',
    },
  }
}

function readingState({ sync }: Console): ConsoleState | null {
  if (sync === undefined) return null
  if (sync.waitUntil === null) return { ...told(progressText(sync), RefreshIcon, 'info'), look: null }
  return {
    ...told(`Waits until ${timeText(sync.waitUntil)}`, WaitIcon, 'warning'),
    look: {
      sentence: `It was asked too often and wants to be left alone. The reading goes on at ${timeText(sync.waitUntil)}.`,
      remedy: 'cancel',
    },
  }
}

function reachState(console: Console, now: number): ConsoleState | null {
  const { reach, sign } = console.session
  if (isUndecided(console.connection, console.session))
    return {
      ...told('Certificate not trusted', ShieldAlertIcon, 'warning'),
      look: {
        sentence: `Nobody has accepted its certificate here; nothing is sent before. ${copyText(console, now)}`,
        remedy: 'review',
      },
    }
  if (reach.kind === 'unreachable')
    return {
      ...told('Unreachable', OfflineIcon, 'warning'),
      look: {
        sentence: `Out of reach since ${momentText(reach.since, now)}. ${copyText(console, now)}`,
        remedy: 'try-again',
      },
    }
  if (sign.kind === 'offline')
    return {
      ...told('Offline', OfflineIcon, 'warning'),
      look: { sentence: copyText(console, now), remedy: 'try-again' },
    }
  return null
}

function listState(console: Console, now: number): ConsoleState | null {
  const { inventory } = console
  const problem = inventory?.problem
  if (problem && problem.code !== 'cancelled') {
    const refuses = problem.code === 'forbidden'
    return {
      ...told(refuses ? 'Refused' : 'Not refreshed', refuses ? WarningIcon : ErrorIcon, 'warning'),
      look: { sentence: `${errorLine(problem)} ${copyText(console, now)}`, remedy: 'try-again' },
    }
  }
  if (inventory && (inventory.partial || !inventory.complete))
    return {
      ...told('Incomplete', WarningIcon, 'warning'),
      look: {
        sentence: `Not all of its keys could be read: ${inventory.keys.length.toLocaleString()} arrived.`,
        remedy: 'try-again',
      },
    }
  const fetchedAt = inventory?.fetchedAt ?? null
  if (fetchedAt !== null && now - Date.parse(fetchedAt) > dayMs)
    return {
      ...told('Old copy', WaitIcon, 'warning'),
      look: { sentence: copyText(console, now), remedy: 'try-again' },
    }
  return null
}

/** @param now ms; ages of copies are told from it */
export function consoleState(console: Console, now: number): ConsoleState {
  const { sign, reach } = console.session
  if (reach.kind === 'certificate-changed')
    return {
      ...told('Certificate changed', ShieldAlertIcon, 'danger'),
      look: {
        sentence: `Nothing is sent there until you have reviewed the new certificate. ${copyText(console, now)}`,
        remedy: 'review',
      },
    }
  const state =
    signState(console) ??
    readingState(console) ??
    reachState(console, now) ??
    (sign.kind === 'restoring' ? null : listState(console, now))
  if (state) return state
  return sign.kind === 'restoring'
    ? { ...told('Connecting', RefreshIcon, 'info'), look: null }
    : { ...told('Connected', ApprovedIcon, 'ok'), look: null }
}
