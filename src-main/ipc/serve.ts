// Binds the bridge to Electron's IPC: only the window's own main frame with the app's own origin is answered (S-07).
import type { IpcMain, WebContents, WebFrameMain } from 'electron'
import type { Reply } from '../../src-shared/contract'
import type { Log } from '../log/log'
import { createPace } from '../log/pace'

/** Exactly what a frame must be; anything else, a missing frame included, is refused. */
interface Sender {
  readonly frame: Pick<WebFrameMain, 'url' | 'origin' | 'parent'> | null
  readonly contentsId: number
}

/** @param pageOrigin of the page that is to be in the window now */
export function isOwnPage(sender: Sender, windowContentsId: number | null, pageOrigin: string): boolean {
  if (windowContentsId === null || sender.contentsId !== windowContentsId) return false
  const { frame } = sender
  if (frame === null || frame.parent !== null) return false
  return frame.origin === pageOrigin && frame.url.startsWith(`${pageOrigin}/`)
}

/** A page asks for everything when it starts. Telling it takes up to 50 ms, so a page in a loop would stop the app. */
const snapshotLimits = { burst: 20, perSecond: 2 }

interface Deps {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  /** `app://main`, or `app://lock` while the app is locked. */
  readonly pageOrigin: () => string
  /** The contents of the one window; null while there is none. */
  readonly contents: () => WebContents | null
  readonly answer: (name: unknown, input: unknown) => Promise<Reply<unknown>>
  /** JSON of all topics (publish.ts). */
  readonly snapshot: () => string
  readonly log: Log
  /** Milliseconds, monotonic. */
  readonly clock: () => number
}

export function serve({ ipcMain, pageOrigin, contents, answer, snapshot, log, clock }: Deps): void {
  const snapshotPace = createPace({ ...snapshotLimits, clock })

  function admit(event: { senderFrame: WebFrameMain | null; sender: WebContents }): void {
    const own = contents()
    const windowContentsId = own === null || own.isDestroyed() ? null : own.id
    const sender = { frame: event.senderFrame, contentsId: event.sender.id }
    if (isOwnPage(sender, windowContentsId, pageOrigin())) return
    log.event('call.refused', { why: event.senderFrame === null ? 'no-frame' : 'sender' })
    throw new Error('refused')
  }

  ipcMain.handle('bridge:call', (event, name: unknown, input: unknown) => {
    admit(event)
    return answer(name, input)
  })
  ipcMain.handle('bridge:snapshot', (event) => {
    admit(event)
    const turn = snapshotPace.take()
    if (turn === 'first') log.event('call.refused', { why: 'too-many' })
    if (turn !== 'granted') throw new Error('refused')
    return snapshot()
  })
}
