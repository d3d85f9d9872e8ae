// When arriving rows are shown: at once at first, then seldom enough that 50,000 of them cost a few copies, never too late.
import { expect, it } from 'vitest'
import { createRowPace } from '../../../src-main/inventory/row-pace'
import { createHandClock } from '../../doubles/hand-clock'

function parts() {
  const clock = createHandClock()
  const shown: number[] = []
  const count = { now: 0 }
  const pace = createRowPace(clock, () => shown.push(count.now))
  const arrive = (rows: number) => {
    count.now += rows
    pace.arrived(count.now)
  }
  return { clock, shown, pace, arrive }
}

it('shows the first rows at once', () => {
  const { shown, arrive } = parts()
  arrive(500)
  expect(shown).toEqual([500])
})

it('copies 50,000 rows of 100 pages only a few times in all', async () => {
  const { clock, shown, pace, arrive } = parts()
  for (let page = 0; page < 100; page += 1) {
    arrive(500)
    await clock.advance(20)
  }
  pace.flush()
  expect(shown.at(-1)).toBe(50_000)
  expect(shown.reduce((sum, rows) => sum + rows, 0)).toBeLessThan(4 * 50_000)
})

it('a slow console keeps nothing back for longer than two seconds', async () => {
  const { clock, shown, arrive } = parts()
  arrive(5000)
  await clock.advance(500)
  arrive(10)
  await clock.advance(1499)
  expect(shown).toEqual([5000])
  await clock.advance(1)
  expect(shown).toEqual([5000, 5010])
})

it('is not drawn more often than four times a second, however fast the list grows', async () => {
  const { clock, shown, arrive } = parts()
  for (let page = 1; page <= 50; page += 1) {
    arrive(2 ** Math.min(page, 20))
    await clock.advance(10)
  }
  expect(shown.length).toBeLessThanOrEqual(3)
})

it('shows the rest when asked, and nothing after the end', async () => {
  const { clock, shown, pace, arrive } = parts()
  arrive(100)
  arrive(10)
  pace.flush()
  pace.flush()
  expect(shown).toEqual([100, 110])
  arrive(1)
  pace.end()
  await clock.advance(10_000)
  expect(shown).toEqual([100, 110])
  expect(clock.pending()).toBe(0)
})
