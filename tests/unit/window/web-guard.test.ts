// What page code may do: load the live reveal frame, and nothing that leaves the app (S-04 to S-06).
import type { App, Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { guardContents, guardSession, mayNavigate, mayRequest } from '../../../src-main/window/web-guard'

const live = 'app://reveal/ticket-1'

describe('mayNavigate', () => {
  const frame = { url: live, isMainFrame: false, isOwnWindow: true }
  it('lets the live ticket load in a frame of the window', () => {
    expect(mayNavigate(frame, live)).toBe(true)
  })
  it.each([
    ['no ticket is live', frame, null],
    ['another ticket', { ...frame, url: 'app://reveal/ticket-0' }, live],
    ['a longer address', { ...frame, url: `${live}/show` }, live],
    ['a query', { ...frame, url: `${live}?x` }, live],
    ['the main frame', { ...frame, isMainFrame: true }, live],
    ['another window', { ...frame, isOwnWindow: false }, live],
    ['the page itself', { ...frame, url: 'app://main/index.html' }, live],
    ['a website', { ...frame, url: 'https://example.com/' }, live],
    ['an empty frame', { ...frame, url: 'about:blank' }, live],
    ['a script', { ...frame, url: 'javascript:alert(1)' }, live],
  ])('refuses %s', (_what, wanted, ticket) => {
    expect(mayNavigate(wanted, ticket)).toBe(false)
  })
})

describe('mayRequest', () => {
  it.each([
    ['app://main/index.html', true, true],
    ['app://reveal/x', true, true],
    ['devtools://devtools/x', true, false],
    ['devtools://devtools/x', false, true],
    ['http://127.0.0.1/', false, false],
    ['https://example.com/', false, false],
    ['ws://127.0.0.1/', false, false],
    ['file:///etc/passwd', false, false],
    ['data:text/html,x', false, false],
    ['blob:app://main/x', false, false],
    ['application://main/', false, false],
    ['ftp://x/', false, false],
  ])('%s (packaged: %s) → %s', (url, packaged, allowed) => {
    expect(mayRequest(url, packaged)).toBe(allowed)
  })
})

type Handler = (...args: unknown[]) => unknown

/** Records what is registered under a method's name. */
function recorder(): { handlers: Map<string, Handler>; target: Record<string, unknown> } {
  const handlers = new Map<string, Handler>()
  const keep = (name: string) => (handler: Handler) => handlers.set(name, handler)
  const target = {
    webRequest: { onBeforeRequest: keep('request') },
    setPermissionRequestHandler: keep('permission-request'),
    setPermissionCheckHandler: keep('permission-check'),
    setDevicePermissionHandler: keep('device'),
    setSpellCheckerEnabled: (on: boolean) => handlers.set('spelling', () => on),
    setProxy: async (config: unknown) => handlers.set('proxy', () => config),
    setWindowOpenHandler: keep('open'),
    setWebRTCIPHandlingPolicy: (policy: string) => handlers.set('webrtc', () => policy),
    on: (name: string, handler: Handler) => handlers.set(name, handler),
    id: 1,
  }
  return { handlers, target }
}
const answerOf = (handler: Handler | undefined, ...args: unknown[]) => {
  const given: unknown[] = []
  handler?.(...args, (value: unknown) => given.push(value))
  return given
}

describe('guardSession', () => {
  const { handlers, target } = recorder()
  guardSession(target as unknown as Session, true)

  it('cancels requests that leave the app', () => {
    expect(answerOf(handlers.get('request'), { url: 'https://example.com/' })).toEqual([{ cancel: true }])
    expect(answerOf(handlers.get('request'), { url: 'app://main/index.html' })).toEqual([{ cancel: false }])
  })
  it('denies every permission, device and download', () => {
    expect(answerOf(handlers.get('permission-request'), null, 'clipboard-read')).toEqual([false])
    expect(handlers.get('permission-check')?.(null, 'clipboard-sanitized-write')).toBe(false)
    expect(handlers.get('device')?.({})).toBe(false)
    let prevented = false
    handlers.get('will-download')?.({
      preventDefault: () => {
        prevented = true
      },
    })
    expect(prevented).toBe(true)
    expect(handlers.get('spelling')?.()).toBe(false)
  })
  it('sends what requests do not show to a proxy that does not exist, loopback included', () => {
    expect(handlers.get('proxy')?.()).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'socks5://127.0.0.1:1',
      proxyBypassRules: '<-loopback>',
    })
  })
})

describe('guardContents', () => {
  const app = recorder()
  const contents = recorder()
  const events: string[] = []
  guardContents({
    app: app.target as unknown as App,
    log: { event: (name) => events.push(name), trace: () => '' },
    ownContentsId: () => 1,
    liveFrameUrl: () => live,
  })
  app.handlers.get('web-contents-created')?.({}, contents.target)

  const isPrevented = (name: string, details: object) => {
    let prevented = false
    contents.handlers.get(name)?.({
      ...details,
      preventDefault: () => {
        prevented = true
      },
    })
    return prevented
  }
  it('stops navigations, redirects and webviews', () => {
    expect(isPrevented('will-frame-navigate', { url: live, isMainFrame: false })).toBe(false)
    expect(isPrevented('will-frame-navigate', { url: 'app://reveal/x', isMainFrame: false })).toBe(true)
    expect(isPrevented('will-navigate', { url: 'app://main/index.html', isMainFrame: true })).toBe(true)
    expect(isPrevented('will-redirect', { url: live, isMainFrame: false })).toBe(true)
    expect(isPrevented('will-attach-webview', {})).toBe(true)
    expect(isPrevented('will-prevent-unload', {})).toBe(true)
    expect(events).toContain('page.stopped')
  })
  it('gives no client certificate away, and answers no sign-in (S-17, N-12)', () => {
    let prevented = 0
    const event = { preventDefault: () => (prevented += 1) }
    const chosen: unknown[][] = []
    const choose = (...given: unknown[]) => chosen.push(given)
    app.handlers.get('select-client-certificate')?.(event, {}, 'https://x/', [{ subjectName: 'me' }], choose)
    expect(chosen).toEqual([[]])
    app.handlers.get('login')?.(event, {}, {}, {}, choose)
    expect(prevented).toBe(2)
    expect(chosen).toEqual([[]])
  })
  it('opens no window and sends no UDP', () => {
    expect(contents.handlers.get('open')?.({ url: 'app://main/index.html' })).toEqual({ action: 'deny' })
    expect(contents.handlers.get('webrtc')?.()).toBe('disable_non_proxied_udp')
  })
})
