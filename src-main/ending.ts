// How the app ends: asked first while a private key is not stored, then in order, and by force where something hangs.
import type { App } from 'electron'

interface Deps {
  readonly app: Pick<App, 'on' | 'quit'>
  /** False while a private key exists that is not stored yet. */
  readonly mayEnd: () => boolean
  readonly askToLeave: () => void
  /** Ends what is open and clears the clipboard. */
  readonly finish: (why: 'quit' | 'log-off') => Promise<void>
  /** A call into the credential store blocks a thread; the process would then never end by itself. */
  readonly isHanging: () => boolean
  readonly kill: () => void
  readonly after: (ms: number, run: () => void) => void
}

/** A quit that takes longer is stuck. */
const patienceMs = 3_000

export interface Ending {
  /** The system ends the session or asks the process to end: no question, but in order. */
  endNow(): void
}

export function endInOrder(deps: Deps): Ending {
  const { app } = deps
  let state: 'running' | 'finishing' | 'finished' = 'running'

  function end(why: 'quit' | 'log-off'): void {
    if (state !== 'running') return
    state = 'finishing'
    deps.after(patienceMs, deps.kill)
    void deps
      .finish(why)
      .catch(() => {})
      .then(() => {
        state = 'finished'
        app.quit()
      })
  }

  app.on('before-quit', (event) => {
    if (state === 'finished') return
    event.preventDefault()
    if (deps.mayEnd()) end('quit')
    else deps.askToLeave()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('quit', () => {
    if (deps.isHanging()) deps.kill()
  })
  return { endNow: () => end('log-off') }
}
