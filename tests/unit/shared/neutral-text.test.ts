// Hostile text (N-67, N-68): nothing hidden stays hidden, nothing long stays long, ordinary writing stays as it is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  foldedText,
  isolatedText,
  neutralParts,
  neutralText,
  shortNeutralText,
} from '../../../src-shared/neutral-text'
import { properties } from '../../properties'

test.each([
  ['Grafana prod', 'Grafana prod'],
  ['Büro Zürich, 日本語, العربية, हिन्दी', 'Büro Zürich, 日本語, العربية, हिन्दी'],
  ['🔑 key ⚠️ done', '🔑 key ⚠️ done'],
  ['<img src=x onerror=alert(1)> {{7*7}} javascript:', '<img src=x onerror=alert(1)> {{7*7}} javascript:'],
])('ordinary text stays: %s', (text, shown) => {
  expect(neutralText(text)).toBe(shown)
})

test.each([
  ['right-to-left override', 'gpj\u202Eexe', 'gpj[U+202E]exe'],
  ['isolates', '\u2067abc\u2069', '[U+2067]abc[U+2069]'],
  ['marks of direction', 'a\u200Eb\u200Fc\u061Cd', 'a[U+200E]b[U+200F]c[U+061C]d'],
  ['zero width', 'Gra\u200Bfa\u200Cna\u200D\uFEFF', 'Gra[U+200B]fa[U+200C]na[U+200D][U+FEFF]'],
  ['soft hyphen and joiner', 'a\u00ADb\u034Fc\u2060', 'a[U+00AD]b[U+034F]c[U+2060]'],
  ['C0', 'a\0b\tc\r\nd\u001Be\u007F', 'a[U+0000]b[U+0009]c[U+000D][U+000A]d[U+001B]e[U+007F]'],
  ['C1', 'a\u0085b\u009Bc', 'a[U+0085]b[U+009B]c'],
  ['line and paragraph separators', 'a\u2028b\u2029', 'a[U+2028]b[U+2029]'],
  ['tags', 'a\u{E0041}\u{E007F}', 'a[U+E0041][U+E007F]'],
  ['private use', '\uE000\u{F0001}\u{10FFFD}', '[U+E000][U+F0001][U+10FFFD]'],
  ['half a surrogate pair', 'a\uD83Db', 'a[U+D83D]b'],
  ['variation selectors', 'a\uFE0Fb\u{E0100}', 'a[U+FE0F]b[U+E0100]'],
  ['a pictograph that is not assigned yet', '\u{1FC00}\uFE0F', '[U+1FC00][U+FE0F]'],
  ['fillers', 'a\u3164b\uFFA0c\u115F\u2800', 'a[U+3164]b[U+FFA0]c[U+115F][U+2800]'],
  ['a noncharacter', 'a\uFFFFb', 'a[U+FFFF]b'],
])('%s: named, not drawn (S-57, N-68)', (_name, text, shown) => {
  expect(neutralText(text)).toBe(shown)
})

test('every control, format and private character is named', () => {
  const left: number[] = []
  for (let code = 0; code < 0x30000; code += 1) {
    const character = String.fromCodePoint(code)
    if (
      /[\p{Cc}\p{Co}\p{Bidi_C}\p{Zl}\p{Zp}]/u.test(character) &&
      neutralText(`a${character}`) === `a${character}`
    )
      left.push(code)
  }
  expect(left).toEqual([])
})

test('parts tell the named characters from text that only looks like one', () => {
  expect(neutralParts('[U+202E]\u202E')).toEqual([
    { text: '[U+202E]', hidden: false },
    { text: '[U+202E]', hidden: true },
  ])
  expect(neutralParts('')).toEqual([])
})

test('at most 1,000 graphemes', () => {
  expect(neutralText('x'.repeat(1000))).toBe('x'.repeat(1000))
  expect(neutralText('x'.repeat(1001))).toBe(`${'x'.repeat(1000)}…`)
  const flags = '🇩🇪'.repeat(1000)
  expect(neutralText(flags)).toBe(flags)
  expect(neutralText(`${flags}x`)).toBe(`${flags}…`)
  expect(neutralText('\u200B'.repeat(5000))).toBe(`${'[U+200B]'.repeat(1000)}…`)
  expect(neutralText(`${'\u200B'.repeat(1000)}`)).toBe('[U+200B]'.repeat(1000))
})

test('10,000 combining marks shrink to a few', () => {
  const shown = neutralText(`Z${'\u0301'.repeat(10_000)}algo`)
  expect(shown).toBe(`Z${'\u0301'.repeat(8)}algo`)
})

test('a megabyte is cut, whatever it is made of', () => {
  for (const piece of ['x', '\u202E', 'é\u0301', '😀'])
    expect(neutralText(piece.repeat(1_000_000 / piece.length)).endsWith('…')).toBe(true)
})

/** Controls, direction, zero width, tags, private use: what must never reach a screen, written down a second time. */
const forbidden =
  /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uE000-\uF8FF]|[\u{E0000}-\u{E0FFF}\u{F0000}-\u{10FFFF}]/u
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'a1 <&"\'\u202E\u2066\u200B\u0301\u0007\u001B\r\n\uD83D\uFE0F\uE000'),
    fc.constantFrom('\u{E0041}', '\u{F0000}', '🔑', '⚠️', 'שלום', '👩‍👩‍👧'),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  ),
  maxLength: 300,
})

test('any text: nothing hidden is left, a second pass changes nothing (S-57, N-68)', () => {
  // The control: the search does find what there is.
  expect('a\u202Eb').toMatch(forbidden)
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = neutralText(text)
      expect(shown).not.toMatch(forbidden)
      expect(shown).not.toMatch(/\p{Cs}/u)
      expect(shown).not.toMatch(/\p{M}{9}/u)
      expect(neutralText(shown)).toBe(shown)
      expect(
        neutralParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(shown)
    }),
    properties(2000),
  )
})

test('any text, shortened: never longer, never cut inside a character or its name (S-20)', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 20, max: 300 }), (text, most) => {
      const short = shortNeutralText(text, most)
      const whole = neutralText(text)
      expect(short.length).toBeLessThanOrEqual(most)
      expect(short).not.toMatch(forbidden)
      expect(short).not.toMatch(/\p{Cs}/u)
      if (whole.length <= most) expect(short).toBe(whole)
      else expect(short).toMatch(/…$/)
    }),
    properties(2000),
  )
  expect(shortNeutralText(`${'x'.repeat(295)}\u202E!`, 300)).toBe(`${'x'.repeat(295)}…`)
  expect(shortNeutralText('\u202E'.repeat(40), 300)).toBe(`${'[U+202E]'.repeat(37)}…`)
  expect(shortNeutralText(`${'x'.repeat(298)}😀😀`, 300)).toBe(`${'x'.repeat(298)}…`)
})

test('text from right to left is isolated inside a sentence, other text left as it is (S-57)', () => {
  expect(isolatedText('Grafana')).toBe('Grafana')
  expect(isolatedText('גרפנה 5')).toBe('\u2068גרפנה 5\u2069')
  expect(isolatedText('\u202Eabc')).toBe('[U+202E]abc')
  expect(isolatedText('\u2069العربية')).toBe('\u2068[U+2069]العربية\u2069')
})

test('search sees through hidden characters, case and accents', () => {
  expect(foldedText('GRA\u200BFANA')).toBe('grafana')
  expect(foldedText('Café ÅNGSTRÖM ﬁle')).toBe('cafe angstrom file')
  expect(foldedText('İstanbul')).toBe('istanbul')
  expect(foldedText('line\nbreak')).toBe('line break')
})
