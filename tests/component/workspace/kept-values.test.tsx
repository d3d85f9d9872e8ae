// What is made from lists of thousands is made once per change of the lists, not at each drawing.
import { act, render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { BridgeProvider } from '../../../src-renderer/bridge/bridge-context'
import { createClient } from '../../../src-renderer/bridge/client'
import { createReplica } from '../../../src-renderer/bridge/replica'
import { ConsoleDialogs } from '../../../src-renderer/consoles/console-dialogs'
import { type Navigation, NavigationContext, type Place } from '../../../src-renderer/workspace/navigation'
import { everything } from '../../../src-renderer/workspace/scope'
import { Sidebar } from '../../../src-renderer/workspace/sidebar'
import { treeEntries } from '../../../src-renderer/workspace/tree-model'
import {
  type RememberedScope,
  useRememberedScope,
} from '../../../src-renderer/workspace/use-remembered-scope'
import { connection, connectionId, createFakeBridge, session, topics, user } from '../fake-bridge'
import { inventoryOf } from '../keys/fake-main'
import { sampleKey } from '../keys/sample-keys'

vi.mock('../../../src-renderer/workspace/tree-model', { spy: true })

const active = session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })
const navigation = (place: Place): Navigation => ({
  place,
  scope: everything,
  wantedRow: null,
  go: () => {},
  goToScope: () => {},
  goToKey: () => {},
  tookRow: () => {},
})

async function drawing(children: (place: Place) => React.ReactNode) {
  const bridge = createFakeBridge(
    topics({ connections: [connection()], sessions: [active], inventory: [inventoryOf([sampleKey(1)])] }),
  )
  const replica = createReplica(bridge)
  await replica.start()
  const client = createClient(bridge, replica)
  const drawn = (place: Place) => (
    <BridgeProvider client={client} replica={replica}>
      <NavigationContext value={navigation(place)}>
        <ConsoleDialogs>{children(place)}</ConsoleDialogs>
      </NavigationContext>
    </BridgeProvider>
  )
  const { rerender } = await act(async () => render(drawn('console')))
  return { bridge, again: (place: Place) => act(async () => rerender(drawn(place))) }
}

test('the tree’s entries are made when a list changes, and not when only the place does', async () => {
  const { bridge, again } = await drawing(() => <Sidebar />)
  const atFirst = vi.mocked(treeEntries).mock.calls.length
  expect(atFirst).toBeGreaterThan(0)
  await again('journal')
  expect(document.querySelector('[aria-current]')?.textContent).toBe('Journal')
  expect(treeEntries).toHaveBeenCalledTimes(atFirst)
  const two = inventoryOf([sampleKey(1), sampleKey(2)], { connectionId })
  await act(async () => bridge.change({ inventory: [two] }))
  expect(vi.mocked(treeEntries).mock.calls.length).toBeGreaterThan(atFirst)
})

test('what the app keeps of the tree is the same object until it changes', async () => {
  const seen: RememberedScope[] = []
  function Probe() {
    seen.push(useRememberedScope())
    return null
  }
  const { again } = await drawing((place) => <Probe key="one" {...{ place }} />)
  await again('journal')
  expect(seen.length).toBeGreaterThan(1)
  expect(new Set(seen).size).toBe(1)
  await act(async () => seen[0]?.setOpen(connectionId, true))
  expect(seen.at(-1)).not.toBe(seen[0])
  expect(seen.at(-1)?.open.has(connectionId)).toBe(true)
})
