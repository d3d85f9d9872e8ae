// Creations wired to the real parts and a sandbox console in process, with a clock turned by hand and a frame without a browser.
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { createSecretClipboard } from '../../../src-main/creation/clipboard'
import { createCreations } from '../../../src-main/creation/creations'
import { createReveal } from '../../../src-main/creation/reveal'
import { createVerifyKey } from '../../../src-main/creation/verify-key'
import { createLineFile, type LineFile } from '../../../src-main/storage/line-file'
import { createSealedFiles, type SealedFiles } from '../../../src-main/storage/sealed-file'
import { createSeal } from '../../../src-main/vault/seal'
import { createCell } from '../../../src-shared/cell'
import type { Creation, CreationDraft } from '../../../src-shared/creation'
import { AppError } from '../../../src-shared/errors'
import type { JournalEvent, JournalFacts } from '../../../src-shared/journal'
import { defaultSettings, type Settings } from '../../../src-shared/settings'
import { createDirectHttp } from '../../doubles/direct-http'
import { createFakeClipboard, type FakeClipboard } from '../../doubles/fake-clipboard'
import { createHandClock } from '../../doubles/hand-clock'
import { type Profile, signedIn } from '../parts'

/** What survives the end of the program. */
interface Disk {
  readonly sealed: Map<string, Buffer>
  readonly lines: object[]
  readonly journal: { readonly event: JournalEvent; readonly facts: JournalFacts }[]
  /** Nothing can be written into the journal. */
  journalFails: boolean
  /** The next write of a line or of a sealed file fails. */
  fails: boolean
  readonly hmacKey: Buffer
}
export const newDisk = (): Disk => ({
  sealed: new Map(),
  lines: [],
  journal: [],
  journalFails: false,
  fails: false,
  hmacKey: randomBytes(32),
})

const full = () => new AppError('storage-failed', { reason: 'disk-full' })

function sealedOn(disk: Disk): SealedFiles {
  return {
    async write(name, _aad, bytes) {
      if (disk.fails) throw full()
      disk.sealed.set(name, Buffer.from(bytes))
    },
    read: async (name) => disk.sealed.get(name) ?? null,
    async remove(name) {
      disk.sealed.delete(name)
    },
  }
}

const linesOn = (disk: Disk): LineFile => ({
  async append(line) {
    if (disk.fails) throw full()
    disk.lines.push(structuredClone(line))
  },
  readAll: async () => disk.lines,
})

interface Files {
  readonly sealedFiles: SealedFiles
  readonly lines: LineFile
  /** A process that is killed writes nothing any more; the one of a test still would. */
  readonly written: () => Promise<unknown>
}

/** Real files, which fail when the disk is said to. */
function filesIn(folder: string, disk: Disk): Files {
  const seal = createSeal(disk.hmacKey, 'test')
  const sealedFiles = createSealedFiles({
    dir: path.join(folder, 'sealed'),
    vault: { ...seal, ready: async () => 'keyring' },
    now: () => new Date(),
    onSetAside(fileName) {
      throw new Error(`${fileName} was broken`)
    },
  })
  const lines = createLineFile(linesFile(folder))
  let writing: Promise<unknown> = Promise.resolve()
  const onDisk = async <T>(work: () => Promise<T>) => {
    if (disk.fails) throw full()
    const done = work()
    writing = Promise.allSettled([writing, done])
    return done
  }
  return {
    sealedFiles: {
      ...sealedFiles,
      write: (name, aad, bytes) => onDisk(() => sealedFiles.write(name, aad, bytes)),
    },
    lines: { ...lines, append: (line) => onDisk(() => lines.append(line)) },
    written: () => writing,
  }
}
/** Where the lines of such a folder are. */
export const linesFile = (folder: string) => path.join(folder, 'reveals.jsonl')

const settings = createCell<Settings>(defaultSettings)

export async function until(condition: () => boolean, what = 'condition'): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (condition()) return
    // Most things come at once.
    await new Promise((resolve) => setTimeout(resolve, tries < 100 ? 1 : 10))
  }
  throw new Error(`waited in vain for ${what}`)
}

interface Wanted {
  readonly role?: string
  readonly disk?: Disk
  /** Sealed files and lines are real ones in this folder; without it both are in memory. */
  readonly files?: string
  readonly profile?: Profile
  readonly clipboard?: FakeClipboard
  /** Straight into the console, without sockets. */
  readonly isDirect?: boolean
  /** Holds the first create back before it is sent, deaf to being cancelled. */
  readonly holdCreate?: Promise<void>
  /** Called before the first look at a queued create, which waits for it. */
  readonly holdPoll?: () => Promise<void>
}

/** A signed-in app on this sandbox. */
export async function creating(sandbox: Sandbox, wanted: Wanted = {}) {
  const http = wanted.isDirect === true ? createDirectHttp(sandbox) : undefined
  const base = await signedIn(sandbox, wanted.role, wanted.profile, http)
  const disk = wanted.disk ?? newDisk()
  const system = wanted.clipboard ?? createFakeClipboard()
  const clock = createHandClock(Date.now())
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keywright-creating-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  /** What the person answers in the dialogs, and how long the save dialog stays open. */
  const answers: { save: string | null; open: string | null; wait: Promise<void> | null } = {
    save: null,
    open: null,
    wait: null,
  }
  const clipboard = createSecretClipboard({
    system,
    clock,
    seconds: () => settings.get().clipboardSeconds,
    hmac: (bytes) => createHmac('sha256', disk.hmacKey).update(bytes).digest(),
    log: base.log,
  })
  const reveal = createReveal({
    page: { document: async ({ nonce }) => nonce, asset: async () => null },
    settings,
    newTicket: () => randomBytes(16).toString('base64url'),
    clock,
    log: base.log,
  })
  const verify = createVerifyKey({
    ...base,
    readClipboard: system.readText,
    showOpenDialog: async () => answers.open,
    clock,
  })
  const { createSimpleKey, createAdvancedKey } = base.api
  let { holdCreate, holdPoll } = wanted
  /** Waits where it is to wait; such an order cannot be cancelled any more. */
  async function held<Order extends { readonly signal?: AbortSignal | undefined }>(order: Order) {
    const wait = holdCreate
    holdCreate = undefined
    await wait
    return wait === undefined ? order : { ...order, signal: undefined }
  }
  const api: typeof base.api = {
    ...base.api,
    async asyncAction(...action) {
      const hold = holdPoll
      holdPoll = undefined
      await hold?.()
      return base.api.asyncAction(...action)
    },
    createSimpleKey: async (target, bearer, order) => createSimpleKey(target, bearer, await held(order)),
    createAdvancedKey: async (target, bearer, order) => createAdvancedKey(target, bearer, await held(order)),
  }
  const files: Files =
    wanted.files === undefined
      ? { sealedFiles: sealedOn(disk), lines: linesOn(disk), written: async () => {} }
      : filesIn(wanted.files, disk)
  const creations = createCreations({
    ...base,
    journal: {
      record: (event, facts = {}) => void disk.journal.push({ event, facts }),
      async append(event, facts = {}) {
        if (disk.journalFails) throw full()
        disk.journal.push({ event, facts })
      },
    },
    api,
    reveal,
    clipboard,
    verify,
    operationsFile: 'operations',
    sealedFiles: files.sealedFiles,
    lines: files.lines,
    async showSaveDialog({ suggestedName }) {
      await answers.wait
      return answers.save === null ? null : path.join(folder, answers.save || suggestedName)
    },
    clock,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer)
          reject(new AppError('cancelled'))
        }
        const timer = setTimeout(
          () => {
            signal?.removeEventListener('abort', stop)
            resolve()
          },
          Math.min(ms, 10),
        )
        signal?.addEventListener('abort', stop)
      }),
    newId: randomUUID,
  })
  const creation = (): Creation => {
    const value = creations.creation.get()
    if (value === null) throw new Error('no creation')
    return value
  }
  const reaches = (phase: Creation['phase']) =>
    until(() => creations.creation.get()?.phase === phase, `${phase}, is ${creations.creation.get()?.phase}`)

  /** Loads the frame like Chromium would and answers what its script could do. */
  async function frame() {
    const url = creation().frameUrl ?? ''
    const nonce = await (await reveal.handle(new Request(url))).text()
    const post = (action: string, format = 'xml') =>
      reveal.handle(
        new Request(`${url}/${action}`, {
          method: 'POST',
          headers: { 'x-reveal-nonce': nonce, 'x-reveal-format': format },
        }),
      )
    const pulse = await post('pulse')
    return { url, post, close: () => pulse.body?.cancel() }
  }

  return {
    ...base,
    disk,
    system,
    clock,
    folder,
    answers,
    reveal,
    verify,
    creations,
    creation,
    reaches,
    frame,
    written: files.written,
    draft: (description: string, key: CreationDraft['key'] = { type: 'simple' }): CreationDraft => ({
      connectionId: base.connectionId,
      description,
      readOnly: true,
      key,
    }),
    /** Keys of that description on the console. */
    onConsole: async (description: string) => {
      await base.inventory.refresh(base.connectionId)
      return base.listOf(base.connectionId).keys.filter((key) => key.description === description)
    },
    /** Records on the disk, as text. */
    records: () => disk.sealed.get('operations')?.toString('utf8') ?? '[]',
  }
}
export type Creating = Awaited<ReturnType<typeof creating>>

/** How many creates the console has carried out or refused: what it saw. */
export const createsSeen = (sandbox: Sandbox) =>
  sandbox.control.requests().filter(({ operationId }) => /^Add(ApiKey|Asymmetric)/.test(operationId ?? ''))
    .length
