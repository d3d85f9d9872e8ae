// What the page may see of a topic while the app is locked, and what it is told when that changes.
import { expect, it } from 'vitest'
import { reducedWhileLocked, whenOpen, whileOpen } from '../../../src-main/lock/locked-view'
import { createCell } from '../../../src-shared/cell'

const lockOf = (kind: 'open' | 'locked') => createCell<{ kind: 'open' | 'locked' }>({ kind })

it('is empty while locked, whatever changes behind it, and whole again after (P11)', () => {
  const lock = lockOf('open')
  const cell = createCell(['a row'])
  const view = whileOpen(lock, cell, [])
  const told: string[][] = []
  view.watch((value) => told.push(value))
  lock.set({ kind: 'locked' })
  expect(view.get()).toEqual([])
  cell.set(['another row'])
  lock.set({ kind: 'locked' })
  expect(view.get()).toEqual([])
  lock.set({ kind: 'open' })
  expect(view.get()).toEqual(['another row'])
  expect(told).toEqual([[], [], ['another row']])
})

it('leaves what a topic may still say', () => {
  const lock = lockOf('locked')
  const cell = createCell({ version: 1, notices: ['a file name'] })
  const view = reducedWhileLocked(lock, cell, (state) => ({ ...state, notices: [] }))
  const told: object[] = []
  const end = view.watch((value) => told.push(value))
  cell.set({ version: 2, notices: ['a file name'] })
  expect(told).toEqual([{ version: 2, notices: [] }])
  end()
  lock.set({ kind: 'open' })
  cell.set({ version: 3, notices: [] })
  expect(told).toHaveLength(1)
})

it('waits with what must not be known before the unlock, and does it once', () => {
  let ran = 0
  const run = () => {
    ran += 1
  }
  whenOpen(lockOf('open'), run)
  expect(ran).toBe(1)
  const lock = lockOf('locked')
  whenOpen(lock, run)
  lock.set({ kind: 'locked' })
  expect(ran).toBe(1)
  lock.set({ kind: 'open' })
  lock.set({ kind: 'locked' })
  lock.set({ kind: 'open' })
  expect(ran).toBe(2)
})
