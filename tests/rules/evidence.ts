// Reads docs/security.md: its table of items, its list of mutations, the manual checks that it names; and judges them.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './source-tree'

interface Row {
  readonly item: string
  readonly words: string
  /** Tests that show it. */
  readonly tests: readonly { readonly file: string; readonly title: string }[]
  /** `M-01`: sections of docs/manual-checks.md. */
  readonly manual: readonly string[]
  /** Why no test here shows it, or null. */
  readonly reason: string | null
}

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`)

/** Every requirement and every negative test of the security specification. */
export const items = [...numbered('S', 66), ...numbered('N', 85)]

const rowLine = /^\| ([SN]-\d+) \| ([^|]*) \| (.*) \|$/
const testMark = /`(tests\/[^`]+)` “([^”]+)”/g

export function readRows(securityPage: string): Row[] {
  return securityPage.split('\n').flatMap((line): Row[] => {
    const [, item, words, evidence = ''] = rowLine.exec(line) ?? []
    if (item === undefined || words === undefined) return []
    const tests = [...evidence.matchAll(testMark)].map(([, file = '', title = '']) => ({ file, title }))
    const manual = evidence.match(/M-\d\d/g) ?? []
    const reason = /Not here: (.+)/.exec(evidence)?.[1] ?? null
    return [{ item, words: words.trim(), tests, manual, reason }]
  })
}

/** Names below `## Protections …`, one list entry each. */
export function readMutations(securityPage: string): string[] {
  const [, section = ''] = securityPage.split(/^## Protections.*$/m)
  const [own = ''] = section.split(/^## /m)
  return [...own.matchAll(/^- (.+)$/gm)].map(([, name = '']) => name)
}

/** Numbers of the sections of docs/manual-checks.md. */
export const readManual = (manualPage: string): string[] =>
  [...manualPage.matchAll(/^## (M-\d\d) /gm)].map(([, number = '']) => number)

const quoted = (title: string) =>
  ["'", '"', '`'].flatMap((quote) => [
    `${quote}${title}${quote}`,
    `${quote}${title.replaceAll(quote, `\\${quote}`)}${quote}`,
  ])

/** @param read content of a repository file, or null */
export function judgeRows(rows: readonly Row[], read: (file: string) => string | null): string[] {
  const wrong: string[] = []
  for (const item of items) {
    const count = rows.filter((row) => row.item === item).length
    if (count !== 1) wrong.push(`${item}: ${count} rows`)
  }
  for (const { item, words, tests, manual, reason } of rows) {
    if (!items.includes(item)) wrong.push(`${item}: no such item`)
    if (words === '') wrong.push(`${item}: no words`)
    if (tests.length === 0 && manual.length === 0 && reason === null)
      wrong.push(`${item}: neither a test nor a reason`)
    for (const { file, title } of tests) {
      const text = read(file)
      if (text === null) wrong.push(`${item}: no file ${file}`)
      else if (!quoted(title).some((one) => text.includes(one)))
        wrong.push(`${item}: no test “${title}” in ${file}`)
    }
  }
  return wrong
}

/** What is only in one of two lists, or twice in one. */
export function differences(left: readonly string[], right: readonly string[]): string[] {
  const twice = [left, right].flatMap((list) => list.filter((one, index) => list.indexOf(one) !== index))
  return [
    ...left.filter((one) => !right.includes(one)).map((one) => `only listed: ${one}`),
    ...right.filter((one) => !left.includes(one)).map((one) => `not listed: ${one}`),
    ...twice.map((one) => `twice: ${one}`),
  ]
}

export function readFileOrNull(file: string): string | null {
  try {
    return readFileSync(path.join(root, file), 'utf8')
  } catch {
    return null
  }
}
