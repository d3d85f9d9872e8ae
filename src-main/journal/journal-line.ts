// One line of the journal: sealed content, the hash of the line before, and a keyed hash over all of it (S-37).
import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { JournalEvent, JournalFacts } from '../../src-shared/journal'

/** What the journal needs of the vault (vault/vault.ts). */
export interface JournalVault {
  ready(): Promise<'keyring' | 'memory'>
  seal(aad: string, plain: Buffer): Buffer
  /** Throws for anything not sealed under this key and `aad`. */
  unseal(aad: string, sealed: Buffer): Buffer
  /** Each purpose has a key of its own. */
  hmac(bytes: Buffer, purpose: string): Buffer
}

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const Line = z.object({
  v: z.literal(1),
  seq: z.int().min(1),
  /** SHA-256 of the text of the line before, as hex. */
  prev: hex64,
  /** The sealed {@link Body}, Base64. */
  body: z.string(),
  mac: hex64,
})
export type Line = z.infer<typeof Line>

export const Body = z.object({
  at: z.iso.datetime(),
  /** Milliseconds since the program started: shows a wall clock that was set back. */
  monotonic: z.number(),
  event: JournalEvent,
  facts: JournalFacts,
})
export type Body = z.infer<typeof Body>

/** `prev` of the first line. */
export const noLine = '0'.repeat(64)

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

const aadOf = (seq: number) => `journal:${seq}`

const macOf = (vault: JournalVault, { seq, prev, body }: Pick<Line, 'seq' | 'prev' | 'body'>) =>
  vault.hmac(Buffer.from(`${seq}\n${prev}\n${body}`, 'utf8'), 'journal line').toString('hex')

export function writeLine(vault: JournalVault, seq: number, prev: string, content: Body): Line {
  const sealed = vault.seal(aadOf(seq), Buffer.from(JSON.stringify(content), 'utf8')).toString('base64')
  return { v: 1, seq, prev, body: sealed, mac: macOf(vault, { seq, prev, body: sealed }) }
}

/** As it stands in the file; its hash goes into the next line. */
export const textOf = (line: Line) => JSON.stringify(line)

/** null: no line of a journal. */
export function readLine(text: string): Line | null {
  try {
    const parsed = Line.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function isGenuine(vault: JournalVault, line: Line): boolean {
  return timingSafeEqual(Buffer.from(macOf(vault, line), 'hex'), Buffer.from(line.mac, 'hex'))
}

/** null: it does not open under this installation's key. */
export function openBody(vault: JournalVault, line: Line): Body | null {
  try {
    return Body.parse(JSON.parse(vault.unseal(aadOf(line.seq), Buffer.from(line.body, 'base64')).toString()))
  } catch {
    return null
  }
}
