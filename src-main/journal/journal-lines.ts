// Where the journal's lines are: in a file that is read in pieces from either end, or in memory for this run.
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'
import { fileFailure } from '../storage/durable-file'
import type { LineFile } from '../storage/line-file'

interface PlacedLine {
  readonly text: string
  /** Reading on `before` this gives the lines that are older. */
  readonly place: number
}

/** All but `append` throw `storage-failed` when the file is there and cannot be read. Half a line at its end is no line. */
export interface JournalLines {
  /** On the disk when it resolves. Throws `storage-failed`: then it may be there or not. */
  append(line: object): Promise<void>
  oldestFirst(): AsyncGenerator<readonly string[]>
  /** @param before null: from the newest on */
  newestFirst(before: number | null): AsyncGenerator<readonly PlacedLine[]>
}

const chunkBytes = 64 * 1024
const newline = 0x0a
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

function isWhole(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The lines of `bytes`, in order. What follows the last line break counts only if a crash lost no more than the break. */
function split(bytes: Buffer, offset: number): PlacedLine[] {
  const found: PlacedLine[] = []
  let from = 0
  while (from < bytes.length) {
    const at = bytes.indexOf(newline, from)
    const text = bytes.toString('utf8', from, at === -1 ? bytes.length : at)
    if (text !== '' && (at !== -1 || isWhole(text))) found.push({ text, place: offset + from })
    from = at === -1 ? bytes.length : at + 1
  }
  return found
}

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from)
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
  return bytes.subarray(0, bytesRead)
}

async function* forward(handle: FileHandle): AsyncGenerator<readonly string[]> {
  const { size } = await handle.stat()
  let rest: Buffer = Buffer.alloc(0)
  for (let from = 0; from < size; ) {
    // Grows with a line that does not end, so that a monstrous one costs its length only.
    const to = Math.min(size, from + Math.max(chunkBytes, rest.length))
    const bytes = Buffer.concat([rest, await readAt(handle, from, to)])
    const end = to === size ? bytes.length : bytes.lastIndexOf(newline) + 1
    yield split(bytes.subarray(0, end), 0).map(({ text }) => text)
    rest = bytes.subarray(end)
    from = to
  }
}

async function* backward(handle: FileHandle, before: number | null): AsyncGenerator<readonly PlacedLine[]> {
  const { size } = await handle.stat()
  let rest: Buffer = Buffer.alloc(0)
  for (let to = Math.min(size, before ?? size); to > 0; ) {
    const from = Math.max(0, to - Math.max(chunkBytes, rest.length))
    const bytes = Buffer.concat([await readAt(handle, from, to), rest])
    const start = from === 0 ? 0 : bytes.indexOf(newline) + 1
    // Without a line break, or with one at the very end only, no line has begun yet.
    if (start > 0 || from === 0) yield split(bytes.subarray(start), from + start).reverse()
    rest = start > 0 ? bytes.subarray(0, start) : bytes
    to = from
  }
}

/** @param append of storage/line-file.ts for the same file: it flushes, and cuts half a line off before it writes */
export function fileLines(file: string, { append }: Pick<LineFile, 'append'>, openFile = open): JournalLines {
  async function* reading<T>(read: (handle: FileHandle) => AsyncGenerator<T>): AsyncGenerator<T> {
    let handle: FileHandle | null = null
    try {
      handle = await openFile(file, flags)
      yield* read(handle)
    } catch (error) {
      if (isMissing(error)) return
      throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
    } finally {
      await handle?.close()
    }
  }
  return {
    append,
    newestFirst: (before) => reading((handle) => backward(handle, before)),
    oldestFirst: () => reading(forward),
  }
}

export function memoryLines(): JournalLines {
  const held: string[] = []
  return {
    async append(line) {
      held.push(JSON.stringify(line))
    },
    async *oldestFirst() {
      yield [...held]
    },
    async *newestFirst(before) {
      yield held
        .slice(0, before ?? held.length)
        .map((text, place) => ({ text, place }))
        .reverse()
    },
  }
}
