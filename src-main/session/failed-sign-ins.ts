// How often signing in failed lately, kept over the end of the program: a restart must not be a way to guess faster (S-24).
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from '../storage/durable-file'

const FailedSignIn = z.object({
  /** SHA-256 of console and user name: the file says of nobody who tried. */
  mark: z.string().length(64),
  count: z.int().min(1),
  /** Wall time of the last one, only to forget old ones. */
  at: z.iso.datetime(),
})
export type FailedSignIn = z.infer<typeof FailedSignIn>

export interface FailedSignIns {
  read(): readonly FailedSignIn[]
  write(list: readonly FailedSignIn[]): void
}

const most = 100
const Content = z.array(FailedSignIn).max(most)

export function createFailedSignIns(file: string): FailedSignIns {
  let writing: Promise<unknown> = Promise.resolve()
  return {
    read() {
      try {
        const parsed = Content.safeParse(JSON.parse(readFileSync(file, 'utf8')))
        return parsed.success ? parsed.data : []
      } catch {
        return []
      }
    },
    write(list) {
      const bytes = Buffer.from(JSON.stringify(list.slice(-most)))
      // Where it cannot be written, the rests count for this run.
      writing = writing.then(() => writeDurably(file, bytes)).catch(() => {})
    },
  }
}
