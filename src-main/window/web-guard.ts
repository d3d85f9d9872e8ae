// What page code can never do, whatever it is: leave, open windows, load from the network, ask for permissions (S-04 to S-06).
import type { App, Session, WebContents } from 'electron'
import type { Log } from '../log/log'

interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
  /** Of the one window. */
  readonly isOwnWindow: boolean
}

/** The only navigation of a page that is let through: the reveal frame's one load, under the ticket that is live now. */
export function mayNavigate(wanted: Navigation, liveFrameUrl: string | null): boolean {
  return wanted.isOwnWindow && !wanted.isMainFrame && liveFrameUrl !== null && wanted.url === liveFrameUrl
}

/** Of everything that pages of the app may request, only the app's own scheme; developer tools where they exist. */
export function mayRequest(url: string, packaged: boolean): boolean {
  return url.startsWith('app://') || (!packaged && url.startsWith('devtools://'))
}

/**
 * Whatever `webRequest` does not see, WebRTC's TCP above all (measured: TURN over TCP got out under every other measure),
 * is sent to a proxy that does not exist. `<-loopback>`: loopback addresses too.
 */
const nowhere = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:1',
  proxyBypassRules: '<-loopback>',
} as const

export function guardSession(session: Session, packaged: boolean): void {
  void session.setProxy(nowhere)
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(details.url, packaged) }),
  )
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  // Pickers of devices and screens stay closed without handlers that open them; this one also forgets old grants.
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
}

interface ContentsDeps {
  readonly app: App
  readonly log: Log
  readonly ownContentsId: () => number | null
  readonly liveFrameUrl: () => string | null
}

/** For every contents that ever comes to be, so that nothing depends on who made it. */
export function guardContents({ app, log, ownContentsId, liveFrameUrl }: ContentsDeps): void {
  function stop(contents: WebContents, event: Electron.Event, wanted: Omit<Navigation, 'isOwnWindow'>): void {
    const isOwnWindow = contents.id === ownContentsId()
    if (mayNavigate({ ...wanted, isOwnWindow }, liveFrameUrl())) return
    event.preventDefault()
    log.event('page.stopped', { action: 'navigate' })
  }

  // The stack's own answer would be the first certificate of the system's store (S-17).
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault()
    choose()
  })
  // Nobody is asked for a password by anything that is no request of console/ (S-17).
  app.on('login', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => stop(contents, event, event))
    contents.on('will-navigate', (event) => stop(contents, event, event))
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // Prevents the prevention: no page can keep its window open, or keep itself over the lock screen (S-26).
    contents.on('will-prevent-unload', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => {
      log.event('page.stopped', { action: 'open-window' })
      return { action: 'deny' }
    })
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}
