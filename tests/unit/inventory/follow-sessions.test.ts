// Whose list is shown when another person takes a sign-in over: nobody sees what somebody else may see.
import { expect, it } from 'vitest'
import { followSessions } from '../../../src-main/inventory/follow-sessions'
import { createCell } from '../../../src-shared/cell'
import type { SessionState, SignedInUser } from '../../../src-shared/connection'

const user = (userUid: string): SignedInUser => ({
  userUid,
  userName: userUid,
  role: 'PortalAdministrator',
  organizationUid: 'o',
  organizationName: 'O',
  organizationType: 'provider',
  consoleVersion: null,
})
const active = (userUid: string, userName = userUid) =>
  ({ kind: 'active', user: { ...user(userUid), userName }, keptIn: 'memory', way: 'password' }) as const
const offline = (userUid: string) => ({ kind: 'offline', user: user(userUid) }) as const
const over = { kind: 'signed-out', reason: 'over' } as const

function following(viewer?: string) {
  const states = createCell<SessionState[]>([])
  const did: string[] = []
  const lists = { viewer }
  followSessions(states, {
    viewer: () => lists.viewer,
    hasProblem: () => false,
    forget: () => {
      did.push('forgotten')
      lists.viewer = undefined
    },
    refresh: () => void did.push('read'),
  })
  return (sign: SessionState['sign']) => {
    states.set([{ connectionId: 'c', sign, reach: { kind: 'online' }, stationKey: null }])
    return did.splice(0)
  }
}

it('a person who takes over while somebody is signed in gets a list of their own', () => {
  const become = following('a')
  expect(become(active('a'))).toEqual(['read'])
  expect(become(active('a', 'renamed'))).toEqual([])
  expect(become(active('b'))).toEqual(['forgotten', 'read'])
})

it('what is only being read for the person before goes, too', () => {
  const become = following()
  expect(become(active('a'))).toEqual(['read'])
  expect(become(active('b'))).toEqual(['forgotten', 'read'])
})

it('a list of somebody else goes also while the console is away; one’s own stays', () => {
  expect(following('a')(offline('b'))).toEqual(['forgotten'])
  expect(following('a')(offline('a'))).toEqual([])
})

it('a sign-in that is over keeps its list for the same person only', () => {
  const become = following('a')
  expect([become(over), become(active('a'))]).toEqual([[], ['read']])
  expect([become(over), become(active('b'))]).toEqual([[], ['forgotten', 'read']])
})
