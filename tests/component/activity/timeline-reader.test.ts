// Reading several logs at their own pace: what may be shown already, going on, failures, repeats, new entries.
import { expect, it } from 'vitest'
import {
  type ConsoleSource,
  createTimelineReader,
  horizonOf,
  type TimelineSource,
} from '../../../src-renderer/activity/timeline-reader'
import type { Client } from '../../../src-renderer/bridge/client'
import { everyEntry } from '../../doubles/filters'
import { failure } from '../fake-bridge'

const at = (second: number) => new Date(Date.UTC(2026, 4, 4) + second * 1000).toISOString()
const record = (second: number, message = 'm', userUid = 'u-1') => ({
  at: at(second),
  type: 'T',
  kind: 'Internal',
  message,
  userUid,
  organizationUid: null,
})
const page = (records: object[], next: number | null = null, more: object = {}) => ({
  records,
  unreadable: 0,
  next,
  isCut: false,
  upTo: records.length === 0 ? null : at(99_999),
  clockAheadMs: 0,
  ...more,
})
const entry = (seq: number, second: number) => ({ seq, at: at(second), event: 'key.edited', facts: {} })

const journal: TimelineSource = { kind: 'journal', id: 'journal', filter: everyEntry }
const consoleSource = (id: string, change: Partial<ConsoleSource> = {}): ConsoleSource => ({
  kind: 'console',
  id,
  connectionId: id,
  from: null,
  to: null,
  userUid: null,
  organizationUid: null,
  without: null,
  ...change,
})

/** Answers each source's calls in order; a failure is thrown. */
function main(answers: Record<string, unknown[]>) {
  const asked: [string, Record<string, unknown>][] = []
  const call = async (name: string, input: Record<string, unknown>) => {
    const id = name === 'journal.read' ? 'journal' : String(input.connectionId)
    asked.push([id, input])
    const answer = answers[id]?.shift() ?? (id === 'journal' ? { rows: [], next: null } : page([]))
    if (typeof answer === 'object' && 'code' in answer)
      throw Object.assign(new Error('failed'), { name: 'ApiError', failure: answer })
    return answer
  }
  return { asked, call: call as unknown as Client['call'] }
}
const seconds = (reader: ReturnType<typeof createTimelineReader>, id: string) => {
  const state = reader.get().find(({ source }) => source.id === id)
  return [...(state?.records ?? []), ...(state?.entries ?? [])].map(
    (one) => (Date.parse(one.at) - Date.UTC(2026, 4, 4)) / 1000,
  )
}

it('holds back what is older than the oldest of a log that has more', async () => {
  const { call } = main({
    a: [page([record(90), record(80)], 2), page([record(70)])],
    b: [page([record(50), record(10)], 2)],
  })
  const reader = createTimelineReader(call, [consoleSource('a'), consoleSource('b')])
  expect(horizonOf(reader.get())).toBe('')
  await reader.start()
  expect(horizonOf(reader.get())).toBe(at(80))
  await reader.older()
  // The end of one; the other one, in which nothing has changed, decides now.
  expect(seconds(reader, 'a')).toEqual([90, 80, 70])
  expect(horizonOf(reader.get())).toBe('')
})

it('asks the first page without an end, and all others up to where the first one began', async () => {
  const { call, asked } = main({ a: [page([record(90)], 1), page([record(80)], 2), page([record(70)])] })
  const reader = createTimelineReader(call, [consoleSource('a', { userUid: 'u-1' })])
  await reader.start()
  await reader.older()
  expect(asked.map(([, { offset, to, userUid }]) => [offset, to, userUid])).toEqual([
    [0, null, 'u-1'],
    [1, at(99_999), 'u-1'],
    [2, at(99_999), 'u-1'],
  ])
  expect(seconds(reader, 'a')).toEqual([90, 80, 70])
})

it('stops when enough more can be shown', async () => {
  const many = (from: number) =>
    Array.from({ length: 60 }, (_, index) => record(from - index, `${from - index}`))
  const { call, asked } = main({ a: [page(many(900), 60), page(many(800), 120), page(many(700), 180)] })
  const reader = createTimelineReader(call, [consoleSource('a')])
  await reader.start()
  await reader.older()
  expect(asked).toHaveLength(2)
})

it('a log that fails hides nothing of the others, and goes on where it failed', async () => {
  const { call, asked } = main({
    a: [page([record(90)], 1), failure('unreachable'), page([record(80)])],
    b: [page([record(50), record(10)])],
    c: [failure('forbidden', { action: 'activity-log' })],
  })
  const reader = createTimelineReader(call, [consoleSource('a'), consoleSource('b'), consoleSource('c')])
  await reader.start()
  expect(reader.get().map((one) => one.failure?.code ?? null)).toEqual([null, null, 'forbidden'])
  expect(horizonOf(reader.get())).toBe(at(90))
  await reader.older()
  expect(reader.get()[0]).toMatchObject({ failure: { code: 'unreachable' }, next: 1 })
  expect(horizonOf(reader.get())).toBe('')
  await reader.retry('a')
  expect(reader.get()[0]).toMatchObject({ failure: null, next: null })
  expect(seconds(reader, 'a')).toEqual([90, 80])
  expect(asked.filter(([id]) => id === 'a').map(([, { offset }]) => offset)).toEqual([0, 1, 1])
})

it('a log that repeats itself ends there', async () => {
  const same = [record(90), record(80)]
  const { call } = main({ a: [page(same, 2), page(same, 4), page(same, 6)] })
  const reader = createTimelineReader(call, [consoleSource('a')])
  await reader.start()
  await reader.older()
  expect(reader.get()[0]).toMatchObject({ repeats: true, next: null })
  expect(seconds(reader, 'a')).toEqual([90, 80])
})

it('leaves out whom another source asks for', async () => {
  const { call } = main({ a: [page([record(9, 'mine', 'u-1'), record(8, 'other', 'u-2')])] })
  const reader = createTimelineReader(call, [consoleSource('a', { without: 'u-1' })])
  await reader.start()
  expect(reader.get()[0]?.records.map(({ message }) => message)).toEqual(['other'])
})

it('the journal: short pages are read on, unreadable lines are counted, new entries come on top', async () => {
  const { call } = main({
    journal: [
      { rows: [], next: 900 },
      { rows: [entry(3, 30), { seq: 2, event: null }], next: null },
      { rows: [entry(5, 50), entry(4, 40), entry(3, 30)], next: 3 },
    ],
  })
  const reader = createTimelineReader(call, [journal])
  await reader.start()
  expect(seconds(reader, 'journal')).toEqual([30])
  expect(reader.get()[0]).toMatchObject({ unreadable: 1, next: null })
  await reader.added(2)
  expect(seconds(reader, 'journal')).toEqual([50, 40, 30])
  expect(reader.get()[0]?.next).toBeNull()
})

it('drops answers that come after the end', async () => {
  let arrive: (value: unknown) => void = () => {}
  const call = (() =>
    new Promise((resolve) => {
      arrive = resolve
    })) as unknown as Client['call']
  const reader = createTimelineReader(call, [consoleSource('a')])
  const started = reader.start()
  reader.stop()
  arrive(page([record(1)]))
  await started
  expect(seconds(reader, 'a')).toEqual([])
})
