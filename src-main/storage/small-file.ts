// Reads a file that a person chose, up to a size: never more, and nothing that is not an ordinary file.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

type SmallFile =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' | 'unreadable' }

// Opening a pipe that nobody writes to would wait for ever.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** @param most bytes */
export async function readSmallFile(file: string, most: number): Promise<SmallFile> {
  try {
    const handle = await open(file, flags)
    try {
      if (!(await handle.stat()).isFile()) return { kind: 'unreadable' }
      // The size that a file names may be wrong a moment later, so it is not asked.
      const bytes = Buffer.alloc(most + 1)
      let length = 0
      while (length <= most) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return length > most ? { kind: 'too-large' } : { kind: 'read', bytes: bytes.subarray(0, length) }
    } finally {
      await handle.close()
    }
  } catch {
    return { kind: 'unreadable' }
  }
}
