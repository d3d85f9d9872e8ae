// An app lock among parts that only note what they are asked, for tests of what it does and in which order.
import { createAppLock } from '../../../src-main/lock/app-lock'
import type { Person } from '../../../src-main/session/people'
import { defaults } from '../../../src-main/settings/settings-file'
import { createCell } from '../../../src-shared/cell'
import type { Connection, SessionState } from '../../../src-shared/connection'
import { AppError } from '../../../src-shared/errors'
import { createSilentLog } from '../../doubles/silent-log'

export const here = '00000000-0000-4000-8000-000000000001'
export const there = '00000000-0000-4000-8000-000000000002'

export const person = (connectionId = here, userName = 'NG\\kim'): Person => ({
  connectionId,
  userUid: `uid of ${userName}`,
  userName,
  stay: true,
})

const connection = (id: string, name: string): Connection => ({
  id,
  name,
  origin: 'https://vspc.example:1280',
  pin: null,
  userName: null,
  group: '',
  color: 'none',
  tag: null,
})

export const sign = (connectionId: string, kind: 'restoring' | 'never' | 'code-needed'): SessionState => ({
  connectionId,
  reach: { kind: 'online' },
  stationKey: null,
  sign:
    kind === 'restoring'
      ? { kind }
      : kind === 'never'
        ? { kind: 'signed-out', reason: 'never' }
        : { kind, userName: 'NG\\kim', attemptsLeft: 3 },
})

interface World {
  /** Who is signed in; while locked, who may unlock. */
  people: Person[]
  marked: boolean
  markFails: boolean
  vault: 'keyring' | 'memory'
  /** What the credential store answers at a locked start. */
  stored: { people: Person[]; isComplete: boolean }
  creationIsOpen: boolean
  clipboardCleared: boolean
  /** The console's next answer to a password or a code. */
  refusal: AppError | null
  needsCode: boolean
  dialogCancelled: boolean
  /** Steps that wait until they are told to go on. */
  held: Promise<void> | null
}

export function locking(start: Partial<World> = {}) {
  const world: World = {
    people: [person()],
    marked: false,
    markFails: false,
    vault: 'keyring',
    stored: { people: [person()], isComplete: true },
    creationIsOpen: false,
    clipboardCleared: false,
    refusal: null,
    needsCode: false,
    dialogCancelled: false,
    held: null,
    ...start,
  }
  const did: string[] = []
  const log = createSilentLog()
  const states = createCell<SessionState[]>([sign(here, 'never')])
  let sessionsLocked = false
  const unlockSessions = (connectionId: string) => {
    sessionsLocked = false
    did.push(`signed in at ${connectionId === here ? 'here' : 'there'}`)
  }
  const lock = createAppLock({
    mark: {
      isSet: () => world.marked,
      async set() {
        if (world.markFails) throw new AppError('storage-failed', { reason: 'disk-full' })
        world.marked = true
        did.push('marked')
      },
      async clear() {
        if (world.markFails) throw new AppError('storage-failed', { reason: 'disk-full' })
        world.marked = false
        did.push('mark cleared')
      },
    },
    settings: createCell(defaults.settings),
    connections: { cell: createCell([connection(here, 'EU-1'), connection(there, 'US-1')]) },
    sessions: {
      cell: states,
      people: () => world.people,
      isLocked: () => sessionsLocked,
      async lock() {
        sessionsLocked = true
        did.push('tokens dropped')
        await world.held
      },
      async lockAtStart() {
        sessionsLocked = true
        world.people = world.stored.people
        return world.stored.isComplete
      },
      async unlock(connectionId, password) {
        did.push(`tried ${password}`)
        if (world.refusal !== null) throw world.refusal
        if (world.needsCode) states.set([sign(connectionId, 'code-needed')])
        else unlockSessions(connectionId)
      },
      async unlockWithKey(connectionId, from) {
        did.push(`tried a key from ${from}`)
        if (world.refusal !== null) throw world.refusal
        if (world.dialogCancelled) return false
        unlockSessions(connectionId)
        return true
      },
      async answerCode(connectionId, code) {
        did.push(`code ${code}`)
        if (world.refusal !== null) throw world.refusal
        states.set([sign(connectionId, 'never')])
        unlockSessions(connectionId)
      },
      cancelCode: (connectionId) => states.set([sign(connectionId, 'never')]),
      async restoreOthers() {
        did.push('others restored')
      },
      async signOut(connectionId) {
        did.push(`signed out ${connectionId === here ? 'here' : 'there'}`)
      },
      openWithout() {
        sessionsLocked = false
        did.push('opened without anybody')
      },
    },
    inventory: {
      async conceal() {
        did.push('lists concealed')
      },
      async show(ids) {
        did.push(`${ids.length} lists shown`)
      },
      async refresh(connectionId) {
        did.push(`refreshed ${connectionId}`)
      },
      async forget(connectionId) {
        did.push(`list forgotten ${connectionId === here ? 'here' : 'there'}`)
      },
    },
    creations: {
      async lock() {
        did.push('creations locked')
        return { clipboardCleared: world.clipboardCleared }
      },
      async unlock() {
        did.push('creations unlocked')
      },
      isOpen: () => world.creationIsOpen,
    },
    journal: { record: (event, facts = {}) => void did.push(`journal ${event} ${facts.kind ?? ''}`.trim()) },
    vaultReady: async () => world.vault,
    now: () => new Date('2026-05-04T10:42:00Z'),
    log,
  })
  lock.cell.watch(({ kind }) => did.push(kind === 'locked' ? 'the page is locked' : 'the page is open'))
  /** What was done since the last time. */
  const since = () => did.splice(0).filter((one, index, all) => one !== all[index - 1])
  return { lock, world, states, log, since }
}
