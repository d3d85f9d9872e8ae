// The keys screen over a main process of the test: topics that change as it would change them, and what was called.
import { act, render, screen } from '@testing-library/react'
import { type ReactNode, useState } from 'react'
import { vi } from 'vitest'
import { BridgeProvider } from '../../../src-renderer/bridge/bridge-context'
import { createClient } from '../../../src-renderer/bridge/client'
import { createReplica } from '../../../src-renderer/bridge/replica'
import { KeysScreen } from '../../../src-renderer/keys/keys-screen'
import { useConsoles } from '../../../src-renderer/workspace/consoles'
import { NavigationContext } from '../../../src-renderer/workspace/navigation'
import { consoleScope, type Scope } from '../../../src-renderer/workspace/scope'
import { StatusSlot } from '../../../src-renderer/workspace/status-slot'
import { WizardHost } from '../../../src-renderer/workspace/wizard-host'
import type { SessionState, SignedInUser } from '../../../src-shared/connection'
import type { Bridge, CallName, Output, Snapshot, Topics } from '../../../src-shared/contract'
import type { Failure } from '../../../src-shared/errors'
import type { Inventory, KeyRecord } from '../../../src-shared/key'
import { defaultSettings } from '../../../src-shared/settings'

export const connectionId = '11111111-1111-4111-8111-111111111111'

export function user(change: Partial<SignedInUser> = {}): SignedInUser {
  return {
    userUid: 'u-me',
    userName: 'NG-VSPC\\m.lindqvist',
    role: 'PortalAdministrator',
    organizationUid: 'o-provider',
    organizationName: 'Northgate',
    organizationType: 'provider',
    consoleVersion: '9.2.0.33215',
    ...change,
  }
}

export const active = (who = user()): SessionState => ({
  connectionId,
  sign: { kind: 'active', user: who, keptIn: 'keyring', way: 'password' },
  reach: { kind: 'online' },
  stationKey: null,
})

export function inventoryOf(keys: KeyRecord[], change: Partial<Inventory> = {}): Inventory {
  return {
    connectionId,
    keys,
    owners: [],
    organizations: [],
    fetchedAt: new Date(Date.now() - 125_000).toISOString(),
    partial: false,
    elsewhere: [],
    source: 'console',
    complete: true,
    problem: null,
    ...change,
  }
}

type Answers = {
  readonly [N in CallName]?: (input: never) => Output<N> | Failure | Promise<Output<N> | Failure>
}

interface FakeMain {
  /** Names and inputs of the calls so far. */
  readonly calls: [CallName, unknown][]
  publish(changed: Partial<Topics>): Promise<void>
  /** From inside an answer: topics change before the reply comes, as in the real main process. */
  change(changed: Partial<Topics>): void
  keys(): KeyRecord[]
  /** The same screen with another scope, as choosing in the tree does. */
  goTo(scope: Scope): Promise<void>
}

interface Options {
  readonly topics?: Partial<Topics>
  readonly answers?: Answers
  readonly scope?: Scope
}

/** Where the screen leads to is kept in `wentTo`. */
export const wentTo: Scope[] = []

function Places({ scope, children }: { readonly scope: Scope; readonly children: ReactNode }) {
  const [wantedRow, setWantedRow] = useState<string | null>(null)
  return (
    <NavigationContext
      value={{
        place: 'console',
        scope,
        wantedRow,
        go: () => {},
        goToScope: (next) => wentTo.push(next),
        goToKey: (_, rowId) => setWantedRow(rowId),
        tookRow: () => setWantedRow(null),
      }}
    >
      {children}
    </NavigationContext>
  )
}

function Host({ children }: { readonly children: ReactNode }) {
  return (
    <WizardHost consoles={useConsoles()} initialConnectionId={connectionId} above={() => null}>
      {() => children}
    </WizardHost>
  )
}

/** Draws the screen; `answers` of calls may change topics through `change` of the result. */
export async function openKeys(
  inventory: Inventory,
  { topics = {}, answers = {}, scope = consoleScope(connectionId) }: Options = {},
): Promise<FakeMain> {
  let values: Topics = {
    app: {
      version: '0.1.0',
      electron: '45.4.1',
      chrome: '130',
      node: '20',
      platform: 'linux',
      runtime: 'declared',
      packaged: false,
      vault: { kind: 'keyring' },
      notices: [],
      command: null,
      suggestedAddress: null,
    },
    settings: defaultSettings,
    connections: [
      {
        id: connectionId,
        name: 'EU-1',
        origin: 'https://vspc.example:1280',
        pin: null,
        userName: null,
        group: '',
        color: 'none',
        tag: null,
      },
    ],
    sessions: [active()],
    inventory: [inventory],
    sync: [],
    changes: [],
    creation: null,
    attention: [],
    lock: { kind: 'open' },
    journal: { kept: 'disk', count: 0, newest: 0, broken: null, isFailing: false },
    ...topics,
  }
  let revision = 1
  const listeners = new Set<(change: Snapshot) => void>()
  const calls: [CallName, unknown][] = []
  const change = (changed: Partial<Topics>) => {
    revision += 1
    values = { ...values, ...changed }
    for (const listener of listeners) listener({ revision, changed })
  }
  const bridge: Bridge = {
    async call(name, input) {
      calls.push([name, input])
      const answer = answers[name] as ((given: unknown) => unknown) | undefined
      const value = (await answer?.(input)) ?? {}
      if (typeof value === 'object' && 'code' in value)
        return { ok: false, failure: value as Failure, revision }
      return { ok: true, value: value as never, revision }
    },
    snapshot: async () => ({ revision, changed: values }),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const replica = createReplica(bridge)
  await replica.start()
  const slot = document.body.appendChild(document.createElement('div'))
  const client = createClient(bridge, replica)
  const drawn = (shown: Scope) => (
    <BridgeProvider client={client} replica={replica}>
      <Places scope={shown}>
        <Host>
          <StatusSlot value={slot}>
            <KeysScreen scope={shown} />
          </StatusSlot>
        </Host>
      </Places>
    </BridgeProvider>
  )
  const { rerender } = await act(async () => render(drawn(scope)))
  return {
    calls,
    change,
    publish: async (changed) => act(async () => change(changed)),
    keys: () => values.inventory[0]?.keys ?? [],
    goTo: async (next) => act(async () => rerender(drawn(next))),
  }
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name })

/** What assistive technology reads after the name. */
export const description = (element: Element) => element.getAttribute('aria-description')

export const isOff = (element: Element) => element.getAttribute('aria-disabled') === 'true'

export function leaveNothing(): void {
  wentTo.length = 0
  document.body.replaceChildren()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
}
