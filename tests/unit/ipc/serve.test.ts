// Who is answered: the window's own main frame with the app's own origin, and nobody else (S-07, N-37 to N-41).
import type { IpcMain, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { isOwnPage, serve } from '../../../src-main/ipc/serve'

const page = { url: 'app://main/index.html', origin: 'app://main', parent: null }
const parent = page as never

describe('isOwnPage', () => {
  it('knows the page', () => {
    expect(isOwnPage({ frame: page, contentsId: 1 }, 1, 'app://main')).toBe(true)
  })
  it('knows one page at a time: the lock screen is refused while open, the page while locked', () => {
    const lock = { url: 'app://lock/lock/lock.html', origin: 'app://lock', parent: null }
    expect(isOwnPage({ frame: lock, contentsId: 1 }, 1, 'app://lock')).toBe(true)
    expect(isOwnPage({ frame: lock, contentsId: 1 }, 1, 'app://main')).toBe(false)
    expect(isOwnPage({ frame: page, contentsId: 1 }, 1, 'app://lock')).toBe(false)
  })
  it.each([
    ['an iframe of the own origin', { frame: { ...page, parent }, contentsId: 1 }, 1],
    [
      'the reveal frame',
      { frame: { url: 'app://reveal/t', origin: 'app://reveal', parent }, contentsId: 1 },
      1,
    ],
    ['an empty child', { frame: { url: 'about:blank', origin: 'app://main', parent }, contentsId: 1 }, 1],
    ['a frame that has navigated away', { frame: null, contentsId: 1 }, 1],
    ['another window', { frame: page, contentsId: 2 }, 1],
    ['a window that is gone', { frame: page, contentsId: 1 }, null],
    [
      'a website',
      { frame: { url: 'https://main/', origin: 'https://main', parent: null }, contentsId: 1 },
      1,
    ],
    ['an opaque origin', { frame: { ...page, origin: 'null' }, contentsId: 1 }, 1],
    [
      'a longer host',
      { frame: { url: 'app://main.evil/', origin: 'app://main.evil', parent: null }, contentsId: 1 },
      1,
    ],
    [
      'a user name',
      { frame: { url: 'app://x@main/', origin: 'app://main', parent: null }, contentsId: 1 },
      1,
    ],
    [
      'an empty document',
      { frame: { url: 'about:blank', origin: 'app://main', parent: null }, contentsId: 1 },
      1,
    ],
    [
      'a data document',
      { frame: { url: 'data:text/html,x', origin: 'app://main', parent: null }, contentsId: 1 },
      1,
    ],
  ])('refuses %s', (_what, sender, own) => {
    expect(isOwnPage(sender, own, 'app://main')).toBe(false)
  })
})

describe('serve', () => {
  function setUp() {
    const handlers = new Map<string, (event: object, ...args: unknown[]) => unknown>()
    const events: string[] = []
    const asked: unknown[][] = []
    const state = { destroyed: false, window: true, at: 0 }
    const own = { id: 1, isDestroyed: () => state.destroyed } as unknown as WebContents
    serve({
      ipcMain: { handle: (name: string, run: never) => handlers.set(name, run) } as unknown as IpcMain,
      pageOrigin: () => 'app://main',
      contents: () => (state.window ? own : null),
      answer: async (...args) => {
        asked.push(args)
        return { ok: true, value: {}, revision: 1 }
      },
      snapshot: () => '{"revision":1}',
      log: { event: (name) => events.push(name), trace: () => '' },
      clock: () => state.at,
    })
    const call = async (channel: string, sender: object, ...args: unknown[]) =>
      handlers.get(channel)?.(sender, ...args)
    return { handlers, call, events, asked, state }
  }
  const trusted = { senderFrame: page, sender: { id: 1 } }

  it('listens on two channels only', () => {
    expect([...setUp().handlers.keys()]).toEqual(['bridge:call', 'bridge:snapshot'])
  })
  it('answers the page', async () => {
    const { call, asked } = setUp()
    expect(await call('bridge:call', trusted, 'app.ready', {})).toMatchObject({ ok: true })
    expect(asked).toEqual([['app.ready', {}]])
    expect(await call('bridge:snapshot', trusted)).toBe('{"revision":1}')
  })
  it('stops a page that asks for everything without end, notes it once, and goes on later (S-07, N-42)', async () => {
    const { call, events, state } = setUp()
    const all = await Promise.allSettled(
      Array.from({ length: 5_000 }, () => call('bridge:snapshot', trusted)),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    expect(events).toEqual(['call.refused'])
    state.at = 1_000
    expect(await call('bridge:snapshot', trusted)).toBe('{"revision":1}')
  })
  it.each(['bridge:call', 'bridge:snapshot'])(
    'refuses strangers on %s, without saying why, and notes it',
    async (channel) => {
      const { call, asked, events, state } = setUp()
      const refused = { message: 'refused' }
      await expect(call(channel, { ...trusted, senderFrame: null })).rejects.toMatchObject(refused)
      await expect(call(channel, { ...trusted, sender: { id: 2 } })).rejects.toMatchObject(refused)
      await expect(call(channel, { ...trusted, senderFrame: { ...page, parent } })).rejects.toMatchObject(
        refused,
      )
      state.destroyed = true
      await expect(call(channel, trusted)).rejects.toMatchObject(refused)
      state.window = false
      await expect(call(channel, trusted)).rejects.toMatchObject(refused)
      expect(asked).toEqual([])
      expect(events).toEqual(Array(5).fill('call.refused'))
    },
  )
})
