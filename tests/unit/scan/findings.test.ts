// How the outside scanner's findings are held against the reviewed baseline (S-66).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compare, readReport } from '../../../scripts/scan/findings.mjs'
import { root } from '../../rules/source-tree'

const print = (findings: unknown, more: object = { checks: 41, unread: [] }) =>
  `Could not retrieve translations\n\n${JSON.stringify({ ...more, findings })}\n`
const one = { check: 'A', file: 'main/index.js', sample: 'open("a, b")' }

describe('the report of the scanner', () => {
  it('is the last line that it prints (S-66)', () => {
    expect(readReport(print([one]))).toEqual({ checks: 41, unread: [], findings: [one] })
    expect(readReport(print([])).findings).toEqual([])
  })
  it.each([
    ['nothing at all', ''],
    ['an error message', 'Error: out of memory\n'],
    ['something after it', `${print([])}Killed\n`],
    ['null', 'null\n'],
    ['no findings', '{"checks":41,"unread":[]}\n'],
    ['no checks', print([], { checks: 0, unread: [] })],
    ['half a finding', print([{ check: 'A', file: 'x' }])],
  ])('with %s is not taken for one without findings (S-66)', (_what, text) => {
    expect(() => readReport(text)).toThrow('scanner')
  })
  it('is the same after a build that moved spaces and hashes (S-66)', () => {
    const before = readReport(print([{ ...one, file: 'renderer/assets/main-Ab_3xY-9.js', sample: 'a (b)' }]))
    const after = readReport(
      print([{ ...one, file: 'renderer\\assets\\main-Zz00_x12.js', sample: '  a\n   (b)' }]),
    )
    expect(after).toEqual(before)
    expect(before.findings[0]?.file).toBe('renderer/assets/main-*.js')
  })
})

describe('the baseline', () => {
  const finding = (check: string, sample = 'x') => ({ check, file: 'main/index.js', sample })
  const reviewed = (check: string, sample = 'x') => ({ ...finding(check, sample), reason: 'fine' })
  const names = (list: readonly { check: string }[]) => list.map(({ check }) => check)

  it('that agrees leaves nothing to say (S-66)', () => {
    expect(compare([finding('A'), finding('B')], [reviewed('B'), reviewed('A')])).toEqual({
      fresh: [],
      stale: [],
      unexplained: [],
    })
  })
  it.each([
    ['of another check', finding('NEW')],
    ['at another place', finding('A', 'y')],
    ['in another file', { ...finding('A'), file: 'preload/preload.js' }],
  ])('does not cover a finding %s (S-66)', (_what, one) => {
    const { fresh, stale } = compare([finding('A'), one], [reviewed('A')])
    expect([fresh, stale]).toEqual([[one], []])
  })
  it('does not cover a second finding that looks like the first (S-66)', () => {
    expect(names(compare([finding('A'), finding('A')], [reviewed('A')]).fresh)).toEqual(['A'])
  })
  it('has to go where nothing is found any more (S-66)', () => {
    expect(names(compare([finding('A')], [reviewed('A'), reviewed('OLD')]).stale)).toEqual(['OLD'])
    expect(names(compare([finding('A')], [reviewed('A'), reviewed('A')]).stale)).toEqual(['A'])
  })
  it('needs a reason for each entry (S-66)', () => {
    expect(names(compare([finding('A')], [{ ...reviewed('A'), reason: ' ' }]).unexplained)).toEqual(['A'])
  })
  it('of the project names only checks, files, samples and reasons (S-66)', () => {
    const entries: object[] = JSON.parse(readFileSync(path.join(root, 'scripts/scan/baseline.json'), 'utf8'))
    for (const entry of entries)
      expect(Object.keys(entry).sort()).toEqual(['check', 'file', 'reason', 'sample'])
  })
})
