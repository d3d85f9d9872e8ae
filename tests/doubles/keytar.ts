// A credential store in memory that can lock, hang, lie and forget, standing in for the native module.
import type { Keytar } from '../../src-main/vault/keytar-module'

export interface FakeKeytar extends Keytar {
  readonly items: Map<string, string>
  /** `locked-null`: reads answer null, deletes false, writes reject, as libsecret does. `hanging`: writes never answer. */
  state: 'open' | 'absent' | 'locked-null' | 'hanging'
  /** Answers what a write stored instead of the text; to simulate a store that cuts or changes. */
  distort: ((text: string) => string) | null
  /** Writes succeed this many times, then reject. */
  writesLeft: number
  readonly calls: string[]
  /** Lets hanging writes answer. */
  release(): void
}

export function createFakeKeytar(items = new Map<string, string>()): FakeKeytar {
  const waiting: (() => void)[] = []
  const nameOf = (service: string, account: string) => `${service}\n${account}`
  const fake: FakeKeytar = {
    items,
    state: 'open',
    distort: null,
    writesLeft: Number.POSITIVE_INFINITY,
    calls: [],
    async getPassword(service, account) {
      fake.calls.push(`get ${account}`)
      if (fake.state === 'absent') throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY')
      if (fake.state === 'locked-null') return null
      return items.get(nameOf(service, account)) ?? null
    },
    async setPassword(service, account, password) {
      fake.calls.push(`set ${account}`)
      if (fake.state === 'hanging') await new Promise<void>((resolve) => waiting.push(resolve))
      if (fake.state === 'absent') throw new Error('The name org.freedesktop.secrets was not provided')
      if (fake.state === 'locked-null') throw new Error('Cannot create an item in a locked collection')
      if (fake.writesLeft <= 0) throw new Error('write refused')
      fake.writesLeft -= 1
      items.set(nameOf(service, account), fake.distort?.(password) ?? password)
    },
    async deletePassword(service, account) {
      fake.calls.push(`delete ${account}`)
      if (fake.state === 'locked-null') return false
      return items.delete(nameOf(service, account))
    },
    release() {
      for (const answer of waiting.splice(0)) answer()
    },
  }
  return fake
}
