// The X11 clipboard and selection as another program sees them, and as a clipboard manager that takes them over (xclip).
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

type Selection = 'clipboard' | 'primary'

/** What stands there; empty where nobody owns it. */
export function readX(selection: Selection = 'clipboard', target?: string): string {
  const args = ['-o', '-selection', selection, ...(target === undefined ? [] : ['-target', target])]
  return spawnSync('xclip', args, { encoding: 'utf8', timeout: 5000 }).stdout
}

/** Puts text there and keeps it; the caller lets go of it. */
export async function ownX(
  text: string,
  selection: Selection = 'clipboard',
): Promise<{ release(): Promise<void>; isOwner(): boolean }> {
  const child: ChildProcess = spawn('xclip', ['-quiet', '-i', '-selection', selection], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin?.end(text)
  // It is there as soon as it can be read.
  for (let tries = 0; tries < 100 && readX(selection) !== text; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const isOwner = () => child.exitCode === null && child.signalCode === null
  return {
    isOwner,
    async release() {
      if (!isOwner()) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
