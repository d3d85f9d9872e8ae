// The clipboard: marked where it can be, cleared by timer, on demand and after a crash, and only while it is still ours.
import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSecretClipboard, type SecretClipboard } from '../../../src-main/creation/clipboard'
import { createSystemClipboard } from '../../../src-main/creation/system-clipboard'
import { createFakeClipboard, type FakeClipboard } from '../../doubles/fake-clipboard'
import { createHandClock, type HandClock } from '../../doubles/hand-clock'
import { createSilentLog } from '../../doubles/silent-log'

const secret = 'canary-310cfbbe3fc81274-aZ3kQ9xV7bN2mW5r'
const hmac = (bytes: Buffer) => createHmac('sha256', 'key').update(bytes).digest()

let clock: HandClock
let system: FakeClipboard
let clipboard: SecretClipboard
let told: string[]
let seconds: number

function setUp(fake: FakeClipboard): void {
  system = fake
  clock = createHandClock()
  told = []
  seconds = 60
  clipboard = createSecretClipboard({ system, clock, seconds: () => seconds, hmac, log: createSilentLog() })
  clipboard.onCleared((outcome) => told.push(outcome))
}
const copy = (text = secret) => clipboard.copy(Buffer.from(text))

describe.each([
  ['without markers (Electron 33 on X11)', () => createFakeClipboard()],
  ['with markers (Electron 45)', () => createFakeClipboard({ marks: true, x11: false })],
])('%s', (_name, make) => {
  beforeEach(() => setUp(make()))

  it('holds the text for the time of the setting, then clears it (S-46)', async () => {
    seconds = 10
    const { clearsAt } = await copy()
    expect(clearsAt.getTime() - clock.now().getTime()).toBe(10_000)
    expect(system.text).toBe(secret)
    await clock.advance(9999)
    expect(system.text).toBe(secret)
    await clock.advance(1)
    expect(system.text).toBe('')
    expect(told).toEqual(['cleared'])
  })

  it('starts the time anew with a second copy (N-60)', async () => {
    await copy()
    await clock.advance(50_000)
    await copy('another-secret-0123456789')
    await clock.advance(50_000)
    expect(system.text).toBe('another-secret-0123456789')
    await clock.advance(10_000)
    expect(system.text).toBe('')
    expect(told).toEqual(['cleared'])
  })

  it('keeps it five minutes longer when asked, and not when it is gone (D18)', async () => {
    await copy()
    await clock.advance(30_000)
    expect(clipboard.keep()?.clearsAt.getTime()).toBe(clock.now().getTime() + 300_000)
    await clock.advance(299_000)
    expect(system.text).toBe(secret)
    await clock.advance(1000)
    expect(system.text).toBe('')
    expect(clipboard.keep()).toBeNull()
  })

  it('leaves what another program copied (S-46, N-58)', async () => {
    await copy()
    system.overwrite('shopping list')
    await clock.advance(60_000)
    expect(system.text).toBe('shopping list')
    expect(told).toEqual(['not-ours'])
  })

  it('clears at once on demand, and only once', async () => {
    await copy()
    expect(await clipboard.clear()).toBe('cleared')
    expect(await clipboard.clear()).toBe('not-ours')
    expect(clock.pending()).toBe(0)
  })

  it('says that nothing was copied when the write fails or is lost (N-57)', async () => {
    system.trouble = 'write-throws'
    await expect(copy()).rejects.toMatchObject({ code: 'clipboard-failed' })
    system.trouble = 'write-lost'
    await expect(copy()).rejects.toMatchObject({ code: 'clipboard-failed' })
    expect(clock.pending()).toBe(0)
  })

  it('clears what a busy clipboard took only in part, and can be used again (N-57)', async () => {
    const { writeSecret } = system
    system.writeSecret = async (text) => {
      await writeSecret(text)
      throw new Error('another program has it open')
    }
    await expect(copy()).rejects.toMatchObject({ code: 'clipboard-failed' })
    expect(system.text).toBe('')
    expect(clock.pending()).toBe(0)
    system.writeSecret = writeSecret
    await copy()
    expect(system.text).toBe(secret)
  })

  it('says so when it could not be cleared (N-57)', async () => {
    await copy()
    system.trouble = 'clear-ignored'
    await clock.advance(60_000)
    expect(told).toEqual(['failed'])
  })

  it('clears after a crash by what the record kept (S-46, N-59, D18)', async () => {
    const mark = clipboard.hmacOf(Buffer.from(secret))
    expect(mark).not.toContain(secret)
    await copy()
    const { text, isMarked, marks } = system
    setUp(createFakeClipboard({ marks }))
    Object.assign(system, { text, isMarked })
    expect(await clipboard.clearLeft(mark)).toBe('cleared')
    expect(system.text).toBe('')
    system.text = 'shopping list'
    expect(await clipboard.clearLeft(mark)).toBe('not-ours')
    expect(system.text).toBe('shopping list')
  })
})

describe('without markers', () => {
  beforeEach(() => setUp(createFakeClipboard()))

  it('empties the selection that the runtime fills along, unless it is somebody else’s (N-62, D18)', async () => {
    await copy()
    expect(system.selection).toBe('')
    system.selection = 'marked elsewhere'
    await clock.advance(60_000)
    expect(system.selection).toBe('marked elsewhere')
  })

  it('counts a clipboard that cannot be read as failed (N-57)', async () => {
    await copy()
    system.trouble = 'read-throws'
    expect(await clipboard.clear()).toBe('failed')
  })
})

it('with markers nothing is ever read back (S-45, S-46)', async () => {
  setUp(createFakeClipboard({ marks: true }))
  await copy()
  await clock.advance(60_000)
  expect(system.reads).toBe(0)
})

describe('createSystemClipboard', () => {
  class Item {
    readonly items: Readonly<Record<string, Blob>>
    constructor(items: Readonly<Record<string, Blob>>) {
      this.items = items
    }
  }
  const raw = (name: string) => `electron application/osclipboard;format="${name}"`
  const marker = raw('com.keywright.private-key')

  it.each([
    [
      'win32',
      {
        ExcludeClipboardContentFromMonitorProcessing: '00000000',
        CanIncludeInClipboardHistory: '00000000',
        CanUploadToCloudClipboard: '00000000',
      },
    ],
    ['darwin', { 'org.nspasteboard.ConcealedType': '' }],
    ['linux', { 'x-kde-passwordManagerHint': Buffer.from('secret').toString('hex') }],
  ])('writes text, concealment and marker in one write on %s (S-45)', async (platform, concealment) => {
    const written: Item[] = []
    const clipboard = {
      write: async (items: readonly object[]) => {
        for (const item of items) if (item instanceof Item) written.push(item)
      },
      has: async (format: string) => format === marker,
      writeText: async () => {},
      readText: async () => '',
      clear: () => {},
    }
    const made = createSystemClipboard({ clipboard, ClipboardItem: Item, platform })
    expect(made.marks).toBe(true)
    await made.writeSecret(Buffer.from(secret))
    expect(written).toHaveLength(1)
    const found: Record<string, string> = {}
    for (const [name, blob] of Object.entries(written[0]?.items ?? {}))
      found[name] = Buffer.from(await blob.arrayBuffer()).toString(name === 'text/plain' ? 'utf8' : 'hex')
    expect(found).toEqual({
      'text/plain': secret,
      [marker]: '31',
      ...Object.fromEntries(Object.entries(concealment).map(([name, value]) => [raw(name), value])),
    })
    expect(await made.hasMarker()).toBe(true)
  })

  const old = { writeText() {}, readText: (): string => '', clear() {} }
  const modern = {
    write: async () => {},
    has: async () => true,
    writeText: async () => {},
    readText: async (): Promise<string> => '',
    clear() {},
  }
  it.each([
    { what: 'Electron 33', clipboard: old, ClipboardItem: undefined },
    { what: 'an item but no write that takes it', clipboard: old, ClipboardItem: Item },
    { what: 'such a write but no item', clipboard: modern, ClipboardItem: undefined },
  ])('does not count on marks with $what (S-45, D18)', async ({ clipboard, ClipboardItem }) => {
    const made = createSystemClipboard({ clipboard, ClipboardItem, platform: 'win32' })
    expect(made.marks).toBe(false)
    expect(await made.hasMarker()).toBe(false)
  })

  it('asks for the marker alone and never for the text, with marks (S-46)', async () => {
    const asked: string[] = []
    const clipboard = {
      write: async () => {},
      has: async (format: string) => {
        asked.push(format)
        return true
      },
      writeText: async () => {},
      readText: async (): Promise<string> => {
        throw new Error('the person is told about every reading')
      },
      clear: () => {},
    }
    const made = createSystemClipboard({ clipboard, ClipboardItem: Item, platform: 'darwin' })
    expect(await made.hasMarker()).toBe(true)
    expect(asked).toEqual([marker])
  })

  it('uses what Electron 33 has, selection included (S-45, D18)', async () => {
    const calls: string[] = []
    const clipboard = {
      writeText: (text: string, type = 'clipboard') => calls.push(`write ${type} ${text}`),
      readText: (type = 'clipboard') => `text of ${type}`,
      clear: (type = 'clipboard') => calls.push(`clear ${type}`),
    }
    const made = createSystemClipboard({ clipboard, ClipboardItem: undefined, platform: 'linux' })
    expect(made.marks).toBe(false)
    await made.writeSecret(Buffer.from('x'))
    expect(await made.readText()).toBe('text of clipboard')
    expect(await made.readSelection()).toBe('text of selection')
    await made.clear()
    await made.clearSelection()
    expect(calls).toEqual(['write clipboard x', 'clear clipboard', 'clear selection'])
    const onWindows = createSystemClipboard({ clipboard, ClipboardItem: undefined, platform: 'win32' })
    expect(await onWindows.readSelection()).toBeNull()
  })
})

it.each([[true], [false]])(
  'a copy that lands after everything was cleared is cleared, too (marks: %s, N-60)',
  async (marks) => {
    const system = createFakeClipboard({ marks, x11: false })
    const write = system.writeSecret
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    system.writeSecret = async (text) => {
      const copy = Buffer.from(text)
      await held
      await write(copy)
    }
    const clipboard = createSecretClipboard({
      system,
      clock: createHandClock(),
      seconds: () => 60,
      hmac: (bytes) => createHmac('sha256', 'key').update(bytes).digest(),
      log: createSilentLog(),
    })
    const copying = clipboard.copy(Buffer.from('a private key that takes its time'))
    expect(await clipboard.clear()).toBe('not-ours')
    go()
    await expect(copying).rejects.toMatchObject({ code: 'clipboard-failed' })
    expect(system.text).toBe('')
  },
)
