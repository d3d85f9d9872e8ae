// Starts the lock screen on its own page.
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { BridgeProvider } from '../bridge/bridge-context'
import { createClient } from '../bridge/client'
import { createReplica } from '../bridge/replica'
import { windowBridge } from '../bridge/window-bridge'
import { quietErrors } from '../parts/quiet-errors'
import '../styles/tokens.css'
import '../styles/base.css'
import { LockScreen } from './lock-screen'

async function start(): Promise<void> {
  const bridge = windowBridge()
  const replica = createReplica(bridge)
  await replica.start()
  const root = document.getElementById('root')
  if (root === null) throw new Error('lock.html has no #root')
  createRoot(root, quietErrors).render(
    <I18nProvider locale="en-US">
      <BridgeProvider client={createClient(bridge, replica)} replica={replica}>
        <LockScreen />
      </BridgeProvider>
    </I18nProvider>,
  )
}

start().catch((error: unknown) => {
  document.body.textContent =
    'Keywright is locked and could not show why. Close it and start Keywright again.'
  console.error(error instanceof Error ? error.message : 'the lock screen did not start')
})
