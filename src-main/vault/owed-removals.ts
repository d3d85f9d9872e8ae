// Records that the credential store did not confirm to be gone: never used again, removed once the store answers (N-48).
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from '../storage/durable-file'

export interface OwedRemovals {
  all(): readonly string[]
  has(connectionId: string): boolean
  /** Remembered for this run even where it cannot be written. Never rejects. */
  owe(connectionId: string): Promise<void>
  settle(connectionId: string): Promise<void>
}

const Content = z.array(z.string().max(100))

function readList(file: string): string[] {
  try {
    const parsed = Content.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}

/** @param file random ids of connections, nothing else */
export function createOwedRemovals(file: string): OwedRemovals {
  const owed = new Set(readList(file))
  let writing: Promise<unknown> = Promise.resolve()

  function write(): Promise<void> {
    const turn = writing
      .then(() => writeDurably(file, Buffer.from(JSON.stringify([...owed]))))
      .catch(() => {})
    writing = turn
    return turn
  }

  return {
    all: () => [...owed],
    has: (connectionId) => owed.has(connectionId),
    async owe(connectionId) {
      if (owed.has(connectionId)) return
      owed.add(connectionId)
      await write()
    },
    async settle(connectionId) {
      if (owed.delete(connectionId)) await write()
    },
  }
}
