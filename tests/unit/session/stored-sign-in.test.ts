// The order of what is done to one credential record, and what is noted before its turn has come.
import { expect, it } from 'vitest'
import { createStoredSignIns } from '../../../src-main/session/stored-sign-in'
import { memoryCredentials } from '../../../src-main/vault/credentials'
import type { Connection } from '../../../src-shared/connection'

const connection = (id: string): Connection => ({
  id,
  name: 'n',
  origin: 'https://vspc.example:1280',
  pin: null,
  userName: null,
  group: '',
  color: 'none',
  tag: null,
})

/** A credential store whose first call does not end before it is told. */
function slowStore() {
  const did: string[] = []
  let answer: () => void = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const memory = memoryCredentials()
  const storedSignIns = createStoredSignIns({
    credentials: {
      async read(id) {
        did.push(`read ${id}`)
        await answered
        return memory.read(id)
      },
      async write(id, record) {
        did.push(`write ${id}`)
        await answered
        return memory.write(id, record)
      },
      leave: async (id) => void did.push(`noted ${id}`),
      async remove(id) {
        did.push(`remove ${id}`)
        return memory.remove(id)
      },
    },
    log: { event: () => {}, trace: () => '' },
  })
  return { storedSignIns, did, answer, memory }
}
const turns = () => new Promise((resolve) => setImmediate(resolve))
const kept = { way: 'password', refreshToken: 'r' } as const

it.each([
  ['read', false],
  ['write', true],
])(
  'signed out while the store takes long to %s: noted at once, removed in its turn (S-25, S-28)',
  async (what, writes) => {
    const { storedSignIns, did, answer, memory } = slowStore()
    const first = writes
      ? storedSignIns.write(connection('a'), kept, null, () => true)
      : storedSignIns.read(connection('a'))
    await turns()
    const removed = storedSignIns.remove('a')
    await turns()
    expect(did).toEqual([`${what} a`, 'noted a'])
    // Another connection waits for nobody.
    await storedSignIns.remove('b')
    expect(did.splice(2)).toEqual(['noted b', 'remove b'])
    answer()
    await Promise.all([first, removed])
    expect(did).toEqual([`${what} a`, 'noted a', 'remove a'])
    expect(await memory.read('a')).toBeNull()
  },
)
