// Reading the list anew by hand: whose failure is shown, how long, and what one slow reading leaves usable.
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consoleScope } from '../../../src-renderer/workspace/scope'
import type { Failure } from '../../../src-shared/errors'
import { connection } from '../fake-bridge'
import { later } from '../later'
import { active, button, connectionId, inventoryOf, isOff, leaveNothing, openKeys } from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const eu = connectionId
const us = '22222222-2222-4222-8222-222222222222'
const at = (fetchedAt: string) => ({ fetchedAt, connectionId: eu })
const euList = inventoryOf([sampleKey(1)], at('2026-07-01T10:00:00.000Z'))
const usList = inventoryOf([sampleKey(2)], { connectionId: us })
const timeout: Failure = { code: 'timeout', detail: { seconds: 30 }, trace: 't' }

type Refresh = NonNullable<
  NonNullable<NonNullable<Parameters<typeof openKeys>[1]>['answers']>['keys.refresh']
>

const openEu = (refresh: Refresh) =>
  openKeys(euList, {
    scope: consoleScope(eu),
    answers: { 'keys.refresh': refresh },
    topics: {
      connections: [connection(), connection({ id: us, name: 'US-1' })],
      sessions: [active(), { ...active(), connectionId: us }],
      inventory: [euList, usList],
    },
  })
const banner = () => screen.queryByRole('region', { name: 'The list could not be refreshed' })

test('a failed refresh is told until the list is read after all, even when main reads it by itself', async () => {
  const u = userEvent.setup()
  const main = await openEu(() => timeout)
  await u.click(button('Refresh'))
  expect(banner()).toBeTruthy()
  await main.publish({ inventory: [{ ...euList, ...at('2026-07-01T10:05:00.000Z') }, usList] })
  expect(banner()).toBeNull()
})

test('a failed refresh is told where it happened and nowhere else', async () => {
  const u = userEvent.setup()
  const main = await openEu(() => timeout)
  await u.click(button('Refresh'))
  await main.goTo(consoleScope(us))
  expect(banner()).toBeNull()
  await main.goTo(consoleScope(eu))
  expect(banner()).toBeTruthy()
})

test('a failure that comes after the view has changed is not that of the other console', async () => {
  const u = userEvent.setup()
  const answer = later<Failure>()
  const main = await openEu(() => answer.promise)
  await u.click(button('Refresh'))
  await main.goTo(consoleScope(us))
  await act(async () => answer.resolve(timeout))
  expect(banner()).toBeNull()
  await main.goTo(consoleScope(eu))
  expect(banner()).toBeTruthy()
})

test('a slow reading of one console leaves the other one’s Refresh usable', async () => {
  const u = userEvent.setup()
  const main = await openEu(({ connectionId: id }: { connectionId: string }) =>
    id === eu ? later<Failure>().promise : timeout,
  )
  await u.click(button('Refresh'))
  expect(isOff(button('Refresh'))).toBe(true)
  await main.goTo(consoleScope(us))
  expect(isOff(button('Refresh'))).toBe(false)
  await u.click(button('Refresh'))
  expect(main.calls).toEqual([
    ['keys.refresh', { connectionId: eu }],
    ['keys.refresh', { connectionId: us }],
  ])
  expect(banner()).toBeTruthy()
  await main.goTo(consoleScope(eu))
  expect(isOff(button('Refresh'))).toBe(true)
})
