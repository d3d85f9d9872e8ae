// Starts the page: the replica first, then the screen that its topics call for.

import { type ReactNode, useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { App, loadWorkspace } from './app'
import { BridgeProvider } from './bridge/bridge-context'
import { createClient } from './bridge/client'
import { createReplica } from './bridge/replica'
import { windowBridge } from './bridge/window-bridge'
import { afterPaint } from './parts/after-paint'
import { BrokenScreen } from './parts/broken-screen'
import { quietErrors } from './parts/quiet-errors'
import './styles/tokens.css'
import './styles/base.css'

/** Two frames after React has put the first screen into the page, it is on the display. */
function FirstScreen({ onShown, children }: { readonly onShown: () => void; readonly children: ReactNode }) {
  useEffect(() => {
    afterPaint(onShown)
  }, [onShown])
  return children
}

async function start(): Promise<void> {
  const bridge = windowBridge()
  const replica = createReplica(bridge)
  const client = createClient(bridge, replica)
  await replica.start()
  // The usual screen is loaded before the first drawing, so that nothing blinks.
  if (replica.get('connections').length > 0) await loadWorkspace()
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  createRoot(root, quietErrors).render(
    // The few words that react-aria adds are in the language of all others.
    <I18nProvider locale="en-US">
      <BridgeProvider client={client} replica={replica}>
        <FirstScreen onShown={() => client.call('app.ready', {}).catch(() => undefined)}>
          <BrokenScreen>
            <App />
          </BrokenScreen>
        </FirstScreen>
      </BridgeProvider>
    </I18nProvider>,
  )
}

start().catch((error: unknown) => {
  // Without a bridge nothing can be shown but this.
  document.body.textContent = 'Keywright could not start its window. Close it and start Keywright again.'
  console.error(error instanceof Error ? error.message : 'the window did not start')
})
