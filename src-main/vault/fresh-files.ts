// Sealed files of which the newest copy is known: an older one that somebody put back is set aside like a broken one.
import { z } from 'zod'
import type { Log } from '../log/log'
import type { SealedFiles, SealedStore } from '../storage/sealed-file'
import type { Credentials } from './credentials'

export interface FreshFiles extends SealedFiles {
  /** The credential store knows the newest copies, or takes too long. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  readonly sealedFiles: SealedStore
  readonly credentials: Pick<Credentials, 'read' | 'write'>
  /** Runs later; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly log: Log
}

/** Beside the connections, whose names are UUIDs. */
const recordName = 'newest-files'
const Stored = z.object({ newest: z.record(z.string(), z.int().min(0)) })
/** A burst of writes is one record. */
const delayMs = 1000
/** After a failure: a store that is locked is not asked for every file. */
const retryMs = 30_000
/** The end of the program waits no longer for the store. */
const patienceMs = 1000
/** Files of connections that are long gone are forgotten. */
const mostNames = 400
/** Bytes of the number in front of the content. */
const numberLength = 8

/**
 * Each write numbers its file; the credential store remembers the numbers. A file with a smaller number is an older copy. One
 * with a larger number is the newest: the program ended before the store knew. Where the store does not say anything, every
 * copy that opens counts.
 */
export function createFreshFiles({ sealedFiles, credentials, after, log }: Deps): FreshFiles {
  /** By file, the largest number that is on the disk or was; in the order of their last change. */
  const newest = new Map<string, number>()
  /** Numbers handed out in this run, also to writes that failed. */
  const taken = new Map<string, number>()
  let isKept = true
  let cancel: (() => void) | null = null
  let storing: Promise<void> = Promise.resolve()

  function raise(name: string, number: number): void {
    const known = newest.get(name) ?? 0
    newest.delete(name)
    newest.set(name, Math.max(known, number))
  }

  async function load(): Promise<void> {
    const record = Stored.safeParse(await credentials.read(recordName))
    if (!record.success) return
    // What this run has written meanwhile is newer.
    const since = [...newest]
    for (const [name, number] of Object.entries(record.data.newest)) raise(name, number)
    for (const [name, number] of since) raise(name, number)
  }
  let loading: Promise<void> | null = null
  /** The store is asked once, and again where it did not answer. */
  function known(): Promise<void> {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }

  async function store(): Promise<void> {
    if (isKept) return
    isKept = true
    try {
      // Otherwise the numbers of all other files would be lost.
      await known()
      const names = [...newest].slice(-mostNames)
      await credentials.write(recordName, { newest: Object.fromEntries(names) })
    } catch {
      isKept = false
      log.event('newest-files.not-kept')
      soon(retryMs)
    }
  }
  function storeNow(): Promise<void> {
    cancel?.()
    cancel = null
    storing = storing.then(store)
    return storing
  }
  function soon(ms = delayMs): void {
    cancel ??= after(ms, () => void storeNow())
  }
  function changed(name: string, number: number): void {
    raise(name, number)
    isKept = false
    soon()
  }

  const bound = (aad: string) => `${aad}/numbered`

  return {
    async write(name, aad, bytes) {
      await known().catch(() => {})
      const number = Math.max(newest.get(name) ?? 0, taken.get(name) ?? 0) + 1
      taken.set(name, number)
      const numbered = Buffer.alloc(numberLength + bytes.length)
      numbered.writeBigUInt64BE(BigInt(number))
      bytes.copy(numbered, numberLength)
      try {
        await sealedFiles.write(name, bound(aad), numbered)
      } finally {
        numbered.fill(0)
      }
      changed(name, number)
    },
    async read(name, aad) {
      const asked = known().catch(() => {})
      const bytes = await sealedFiles.read(name, bound(aad))
      if (bytes === null) return null
      await asked
      const number = bytes.length < numberLength ? 0 : Number(bytes.readBigUInt64BE())
      if (number < (newest.get(name) ?? 0) || bytes.length < numberLength) {
        bytes.fill(0)
        log.event('security.older-copy', { fileName: name })
        await sealedFiles.setAside(name)
        return null
      }
      // The program ended before the store knew of it.
      if (number > (newest.get(name) ?? 0)) changed(name, number)
      return bytes.subarray(numberLength)
    },
    async remove(name) {
      await known().catch(() => {})
      await sealedFiles.remove(name)
      // Whatever copy of it comes back is an older one.
      if (newest.has(name)) changed(name, (newest.get(name) ?? 0) + 1)
    },
    async written() {
      let stop = () => {}
      const late = new Promise<void>((resolve) => {
        stop = after(patienceMs, resolve)
      })
      await Promise.race([storeNow(), late])
      stop()
    },
  }
}
