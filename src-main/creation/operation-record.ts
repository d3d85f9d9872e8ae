// What is known of each run on disk: sealed, flushed before sending and before the first release, never a secret (D1).
import { z } from 'zod'
import { Fingerprint } from '../../src-shared/connection'
import { OperationId } from '../../src-shared/creation'
import { KeyId, PublicKey } from '../../src-shared/key'
import type { LineFile } from '../storage/line-file'
import type { SealedFiles } from '../storage/sealed-file'

const RecordedState = z.enum([
  'intent',
  'creating',
  'ambiguous',
  'unrevealed',
  'revealed',
  'created',
  'delivered',
  'unconfirmed',
  'orphan',
  'revoking',
  'revoked',
  'disabled',
  'dismissed',
  'not-created',
])

export const OperationRecord = z.object({
  opId: OperationId,
  connectionId: z.uuid(),
  /** Owner of the key. */
  userUid: z.string(),
  userName: z.string(),
  description: z.string(),
  kind: z.enum(['simple', 'advanced', 'own']),
  scopes: z.array(z.string()),
  readOnly: z.boolean(),
  publicKey: PublicKey.nullable(),
  publicKeyFingerprint: Fingerprint.nullable(),
  /** The owner's keys before the call: whatever matches later and is not among them may be ours. */
  keyIdsBefore: z.array(KeyId),
  state: RecordedState,
  revokeFrom: z.enum(['orphan', 'unconfirmed']).nullable(),
  startedAt: z.iso.datetime(),
  /** Known once the console has answered or a list showed it. */
  keyId: KeyId.nullable(),
  keyCreatedAt: z.iso.datetime().nullable(),
  /** HMAC of what was copied, so that the next start can clear the clipboard after a crash (decisions D18). */
  copiedHmac: z.string().nullable(),
  /** Name of the console at the time, for entries that outlive their connection. */
  consoleName: z.string().optional(),
  /** Counted as not created because no list showed it: until then a later list may still tell otherwise (N-76). */
  watchedUntil: z.iso.datetime().optional(),
  /** A save that has begun; still there at the next start when the program ended in the middle of it (N-66). */
  saving: z.object({ fileName: z.string(), folder: z.string() }).optional(),
})
export type OperationRecord = z.infer<typeof OperationRecord>

export interface OperationRecords {
  /** All records that could be read; call once before the others. */
  load(): Promise<OperationRecord[]>
  /** On the disk when it resolves. Throws `storage-failed`. */
  put(record: OperationRecord): Promise<void>
  remove(opId: string): Promise<void>
}

const associatedData = 'operations'

/** @param name of the sealed file (paths.operationsFile) */
export function createOperationRecords(sealedFiles: SealedFiles, name: string): OperationRecords {
  const records = new Map<string, OperationRecord>()
  /** Entries of a newer version are none of our business, but they must survive. */
  const foreign: unknown[] = []
  let isLoaded = false

  function write(): Promise<void> {
    const text = JSON.stringify([...foreign, ...records.values()])
    return sealedFiles.write(name, associatedData, Buffer.from(text, 'utf8'))
  }

  /** A file that could not be read must not be replaced: what it holds is known to nobody else. */
  async function load(): Promise<void> {
    if (isLoaded) return
    const bytes = await sealedFiles.read(name, associatedData)
    const entries: unknown = bytes === null ? [] : JSON.parse(bytes.toString('utf8'))
    for (const entry of Array.isArray(entries) ? entries : []) {
      const parsed = OperationRecord.safeParse(entry)
      if (parsed.success) records.set(parsed.data.opId, parsed.data)
      else foreign.push(entry)
    }
    isLoaded = true
  }

  return {
    async load() {
      await load()
      return [...records.values()]
    },
    async put(record) {
      await load()
      records.set(record.opId, record)
      await write()
    },
    async remove(opId) {
      await load()
      if (records.delete(opId)) await write()
    },
  }
}

/** The I1 line: appended and flushed before the first byte of a private key leaves the cell. */
export interface RevealLine {
  readonly event: 'reveal'
  readonly opId: string
  readonly at: string
  readonly kind: string
}

const RevealLines = z.object({ event: z.literal('reveal'), opId: OperationId })

/** Operations whose private key may have been handed out. */
export async function revealedOperations(lines: LineFile): Promise<ReadonlySet<string>> {
  const opIds = new Set<string>()
  for (const line of await lines.readAll()) {
    const parsed = RevealLines.safeParse(line)
    if (parsed.success) opIds.add(parsed.data.opId)
  }
  return opIds
}
