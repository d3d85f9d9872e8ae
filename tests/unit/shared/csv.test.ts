// CSV: every text survives a strict reader, and nothing can start a formula (S-58, N-69).
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../src-shared/csv'
import { parseCsv } from '../../doubles/csv-reader'
import { properties } from '../../properties'
import { hostileTexts, plainTexts } from '../../spreadsheet/hostile-texts'

/** Is there a formula at the start of a cell, for a program that splits at any of these? */
const startsFormula = (text: string) =>
  text
    .split(/\r\n|[\r\n\t;\v\f\u0085\u2028\u2029]/)
    .some((start) =>
      /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(
        start.replace(/^[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/u, ''),
      ),
    )

const read = (text: string) => parseCsv(text.slice(1))
const only = (text: string) => read(toCsv(['a'], [[text]]))[1]?.[0]

describe('formulas become text (S-58, N-69)', () => {
  it.each([
    ['=cmd|calc', "'=cmd|calc"],
    [' =1+1', "' =1+1"],
    ['\u00A0=1', "'\u00A0=1"],
    ['\u200B=1', "'\u200B=1"],
    ['\uFF1D1+1', "'\uFF1D1+1"],
    ['\uFF0B1', "'\uFF0B1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\ttab', "'\ttab"],
    ['a\n=1', "a\n'=1"],
    ['a\r\n+1', "a\r\n'+1"],
    ['a\r-1', "a\r'-1"],
    ['\u2028=1', "\u2028'=1"],
    ['a\u0085=1', "a\u0085'=1"],
    ['\0=1', "'\0=1"],
    ['\u200E\u00AD@A1', "'\u200E\u00AD@A1"],
    ['\u3000-1', "'\u3000-1"],
    // Programs that split at semicolons or tabs do so in the middle of our quotes.
    ['a;=1+1', "a;'=1+1"],
    ['a; =1+1;-2', "a;' =1+1;'-2"],
    ['a;"=1+1', 'a;\'"=1+1'],
    ['a\t=1', "a\t'=1"],
    ['Grafana = good', 'Grafana = good'],
    ['a; b', 'a; b'],
    ['a-b', 'a-b'],
    ['', ''],
  ])('%j is written as %j', (text, written) => expect(only(text)).toBe(written))
})

it('nothing of what a spreadsheet is attacked with starts a cell, however a program splits the file (S-58)', () => {
  expect(hostileTexts.length).toBeGreaterThan(500)
  const careless = hostileTexts.filter((text) => startsFormula(text))
  expect(careless.length).toBeGreaterThan(500)
  for (const text of hostileTexts) expect(startsFormula(only(text) ?? ''), JSON.stringify(text)).toBe(false)
  for (const text of plainTexts) expect(only(text)).toBe(text)
})

it('quotes, separators and edges survive a strict reader', () => {
  expect(only('say "hi", now; then')).toBe('say "hi", now; then')
  expect(only(' edges ')).toBe(' edges ')
  expect(toCsv(['a', 'b'], [['1', '2']])).toBe('\uFEFFa,b\r\n1,2\r\n')
})

it('any table: same shape, no cell or inner line starts a formula, texts otherwise unchanged (S-58)', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom(...'=+-@"\',;\t\r\n \u00A0\u200B\uFF1Dab1'), fc.string()),
  })
  const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
    const row = fc.array(text, { minLength: width, maxLength: width })
    return fc.tuple(row, fc.array(row, { maxLength: 5 }))
  })
  fc.assert(
    fc.property(table, ([columns, rows]) => {
      const back = read(toCsv(columns, rows))
      const wanted = [columns, ...rows]
      expect(back.map((row) => row.length)).toEqual(wanted.map((row) => row.length))
      for (const [at, row] of back.entries())
        for (const [column, value] of row.entries()) {
          expect(value.replaceAll("'", '')).toBe((wanted[at]?.[column] ?? '').replaceAll("'", ''))
          for (const start of value.split(/\r\n|[\r\n\t;]/))
            expect(start.replace(/^[\s"\u200B-\u200D\u2060]+/, '')).not.toMatch(
              /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/,
            )
        }
    }),
    properties(500),
  )
})
