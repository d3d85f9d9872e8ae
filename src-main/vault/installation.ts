// Random names of this installation: they find its items in the credential store and tell foreign ones apart (S-31).
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from '../storage/durable-file'

const Installation = z.object({ account: z.uuid(), deviceId: z.uuid() })
/**
 * `account`: first part of every account name in the credential store, so that nobody can prepare an item for us.
 * `deviceId`: stands in every record; a record of another device (roaming credentials) is not used.
 */
export type Installation = z.infer<typeof Installation>

function readInstallation(file: string): Installation | null {
  try {
    const parsed = Installation.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Reads the file or makes it. null: it can neither be read nor written, so nothing could be found again. */
export async function openInstallation(file: string, newId: () => string): Promise<Installation | null> {
  const known = readInstallation(file)
  if (known !== null) return known
  const fresh: Installation = { account: newId(), deviceId: newId() }
  try {
    await writeDurably(file, Buffer.from(`${JSON.stringify(fresh)}\n`))
    return fresh
  } catch {
    return null
  }
}
