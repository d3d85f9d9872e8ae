// docs/security.md has a row with a test or a reason for every item, and whatever it names exists; each check can fail.
import { expect, it } from 'vitest'
import { mutations } from '../mutations/mutations.mjs'
import {
  differences,
  items,
  judgeRows,
  readFileOrNull,
  readManual,
  readMutations,
  readRows,
} from './evidence'

const securityPage = readFileOrNull('docs/security.md') ?? ''
const manualPage = readFileOrNull('docs/manual-checks.md') ?? ''
const rows = readRows(securityPage)

it('every item has one row, and each row a test that exists or a reason', () =>
  expect(judgeRows(rows, readFileOrNull)).toEqual([]))

it('every manual check that is named has its steps, and every section is named', () => {
  const named = [...new Set(rows.flatMap(({ manual }) => manual))]
  expect(differences(named, readManual(manualPage))).toEqual([])
})

it('the text of every mutation stands in its file, once', () => {
  const times = ({ file, find }: (typeof mutations)[number]) =>
    (readFileOrNull(file) ?? '').split(find).length - 1
  expect(mutations.filter((one) => times(one) !== 1).map(({ name }) => name)).toEqual([])
})

it('every protection that is taken out is listed, and no other', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(20)
  expect(
    differences(
      readMutations(securityPage),
      mutations.map(({ name }) => name),
    ),
  ).toEqual([])
})

const test = '`tests/unit/a.test.ts` “does it”'
const table = (change: Record<string, string> = {}) =>
  items.map((item) => `| ${item} | words | ${change[item] ?? test} |`).join('\n')
const read = (file: string) => (file === 'tests/unit/a.test.ts' ? "it('does it', () => {})" : null)
const judge = (page: string) => judgeRows(readRows(page), read)

it('accepts a whole table', () => {
  expect(judge(table())).toEqual([])
  expect(judge(table({ 'S-10': 'Not here: no such system', 'N-85': 'M-01' }))).toEqual([])
})

it.each([
  ['a missing row', table().replace(/^.*S-33.*\n/m, ''), 'S-33: 0 rows'],
  ['a second row', `${table()}\n| N-07 | words | ${test} |`, 'N-07: 2 rows'],
  ['a row without evidence', table({ 'N-12': 'soon' }), 'N-12: neither a test nor a reason'],
  ['a file that is not there', table({ 'S-01': '`tests/unit/b.test.ts` “does it”' }), 'S-01: no file'],
  [
    'a title that is only part of one',
    table({ 'S-01': '`tests/unit/a.test.ts` “does”' }),
    'S-01: no test “does”',
  ],
  ['an item that nobody asked for', `${table()}\n| N-99 | words | ${test} |`, 'N-99: no such item'],
])('notices %s', (_, page, problem) => expect(judge(page)[0]).toContain(problem))

it('notices a difference of lists in either direction', () =>
  expect(differences(['a', 'b', 'b'], ['b', 'c'])).toEqual(['only listed: a', 'not listed: c', 'twice: b']))
