// Text of a hostile console in the real screens: it stays text, hidden characters are named, directions are isolated.
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeyRecord } from '../../../src-shared/key'
import { neutralParts, neutralText, shortNeutralText } from '../../../src-shared/neutral-text'
import { button, inventoryOf, leaveNothing, openKeys } from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const markup = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '<svg onload=alert(1)><script>alert(2)</script></svg>',
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
  '{{7*7}} <%= 7 %> #{7} [[7*7]]',
  '&lt;b&gt;&#60;b&#62;',
  ']]><!--</bdi></div><b>out</b>',
]
const hidden = [
  'invoice\u202Egpj.exe',
  '\u2066\u2067\u2068isolates never closed',
  'Gra\u200Bfa\u2060na\uFEFF',
  'tags \u{E0041}\u{E0042}',
  'g\u0440\u0430f\u0430na',
  `Z${'\u0301'.repeat(10_000)}algo`,
  'שלום 5 (EU)',
  'line\r\nbreak\u2028here\u0000\u001B[31m',
]
const long = `${'W'.repeat(3000)} end`
const all = [...markup, ...hidden, long]

/** How a question or a heading calls a key of this description. */
const named = (text: string) =>
  neutralParts(text, 160)
    .map((part) => part.text)
    .join('')

const keyOf = (text: string, index: number): KeyRecord =>
  sampleKey(index + 1, {
    description: text,
    userName: `NG-VSPC\\${text.slice(0, 400)}`,
    companyName: text.slice(0, 500),
    scopes: [text.slice(0, 90)],
    status: { word: 'unknown', raw: text.slice(0, 90) },
    companyUid: `c-${index}`,
  })

/** Nothing of the text became an element or an attribute that does something. */
function isInert(root: ParentNode): void {
  // The control: the search does find elements.
  expect(root.querySelectorAll('bdi').length).toBeGreaterThan(0)
  expect(
    root.querySelectorAll('img, script, iframe, object, embed, b b, a, link, meta, base, form[action]'),
  ).toHaveLength(0)
  for (const element of root.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^(href|src|srcdoc|action|formaction)$/)
      if (name === 'style') expect(value).not.toMatch(/alert|expression|url\(/)
    }
  expect(document.body.textContent).not.toMatch(/[\u202A-\u202E\u2066\u2067\u200B\u2060\uFEFF\p{Cc}\u2028]/u)
}

describe('in every field of a row and its details', () => {
  test.each(all)(
    '%#: text in the grid, the details and the questions (N-67, N-68, S-56, S-57)',
    async (text) => {
      const u = userEvent.setup()
      await openKeys(inventoryOf([keyOf(text, 0)]))
      const row = screen.getByRole('rowheader')
      // Long text is cut; what is there is there in order, as text.
      expect(row.querySelector('bdi')?.textContent).toBe(neutralText(text))
      for (const cell of screen.getAllByRole('gridcell').slice(2, 4))
        expect(cell.querySelector('bdi')?.textContent?.length).toBeGreaterThan(0)
      isInert(document.body)
      await u.click(row)
      const details = screen.getByRole('complementary', { name: 'Details' })
      expect(within(details).getByRole('heading', { level: 2 }).querySelector('bdi')?.textContent).toBe(
        named(text),
      )
      const whole = within(details).queryByRole('heading', { name: 'Whole description' })
      if (text.length > 160) expect(whole?.parentElement?.textContent).toContain(neutralText(text))
      else expect(whole).toBeNull()
      isInert(document.body)
      await u.click(button('Delete'))
      const question = screen.getByRole('alertdialog', { name: 'Delete key' })
      expect(question.textContent).toContain(named(text))
      // What tells a key from one that only looks like it.
      expect(within(question).getByText('Key id').parentElement?.textContent).toContain('1')
      expect(within(question).getByText('Created').parentElement?.textContent).toMatch(/2026/)
      isInert(document.body)
    },
  )
})

test('every scope is named, in order (N-26)', async () => {
  const u = userEvent.setup()
  await openKeys(inventoryOf([sampleKey(1, { scopes: ['rest', '<b>all</b>', '\u202Etser', '__proto__'] })]))
  await u.click(screen.getByRole('rowheader'))
  expect(screen.getByText('rest, <b>all</b>, [U+202E]tser, __proto__')).toBeTruthy()
})

test('a text from right to left cannot turn the sentence around it (S-57)', async () => {
  const u = userEvent.setup()
  await openKeys(
    inventoryOf([
      sampleKey(1, {
        description: 'שלום',
        companyName: 'חברה',
        status: { word: 'company-off', raw: 'disabledDueToCompany' },
      }),
    ]),
  )
  await u.click(screen.getByRole('rowheader'))
  const details = screen.getByRole('complementary', { name: 'Details' })
  expect(details.textContent).toContain('Off because \u2068חברה\u2069 is disabled.')
})

test.each(all)('%#: the words of a refusal are text (N-31, N-67, S-20)', async (text) => {
  const u = userEvent.setup()
  const consoleText = shortNeutralText(text, 300)
  const failure = { code: 'request-refused', detail: { status: 400, consoleText }, trace: 't' } as const
  await openKeys(inventoryOf([sampleKey(1)]), { answers: { 'keys.edit': () => failure } })
  await u.click(screen.getByRole('rowheader'))
  await u.click(button('Edit'))
  await u.type(screen.getByRole('textbox', { name: 'Description' }), ' 2')
  await u.click(button('Save'))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('It says: ')
  expect(alert.textContent?.replace(/[\u2068\u2069]/g, '')).toContain(consoleText)
  isInert(document.body)
})

test.each([
  ['hidden characters', 'Grafana\u202E prod', '1'],
  ['1,000 letters', 'x'.repeat(1000), '1'],
  ['a line break', 'two\nlines', '1'],
  ['ordinary letters', 'Büro 日本語 <b>', 'Büro 日本語 <b>'],
])('a description with %s is confirmed by what can be typed (N-68, D15)', async (_, text, typed) => {
  const u = userEvent.setup()
  await openKeys(inventoryOf([sampleKey(1, { description: text })]))
  await u.click(screen.getByRole('rowheader'))
  await u.click(button('Delete'))
  const question = screen.getByRole('alertdialog', { name: 'Delete key' })
  const confirm = within(question).getByRole('button', { name: 'Delete' })
  expect(confirm.getAttribute('aria-disabled')).toBe('true')
  await u.type(within(question).getByRole('textbox', { name: 'Type the description to confirm' }), typed)
  expect(confirm.getAttribute('aria-disabled')).not.toBe('true')
})

test('what a console leaves out has a word, no empty cell (N-26)', async () => {
  const u = userEvent.setup()
  await openKeys(
    inventoryOf([sampleKey(1, { description: '', userName: '', companyName: '', createdAt: null })]),
  )
  const texts = screen.getAllByRole('gridcell').map((cell) => cell.textContent)
  expect([screen.getByRole('rowheader').textContent, ...texts]).toEqual([
    'No description',
    'Simple',
    'Read-only',
    'Unknown',
    'None',
    'Enabled',
    'Unknown',
  ])
  await u.click(screen.getByRole('rowheader'))
  const details = screen.getByRole('complementary', { name: 'Details' })
  for (const value of details.querySelectorAll('dd')) expect(value.textContent).not.toBe('')
})
