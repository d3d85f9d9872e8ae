// Hostile text (N-67, N-68): nothing hidden stays hidden, nothing long stays long, ordinary writing stays as it is.
import { expect, test } from 'vitest'
import { foldedText, neutralParts, neutralText } from '../../../src-shared/neutral-text'

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
  ['fillers', 'a\u3164b\uFFA0c\u115F\u2800', 'a[U+3164]b[U+FFA0]c[U+115F][U+2800]'],
  ['a noncharacter', 'a\uFFFFb', 'a[U+FFFF]b'],
])('%s is named', (_name, text, shown) => {
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

test('a megabyte is cut without much work', () => {
  for (const piece of ['x', '\u202E', 'é\u0301', '😀']) {
    const before = performance.now()
    expect(neutralText(piece.repeat(1_000_000 / piece.length)).endsWith('…')).toBe(true)
    expect(performance.now() - before).toBeLessThan(500)
  }
})

test('search sees through hidden characters, case and accents', () => {
  expect(foldedText('GRA\u200BFANA')).toBe('grafana')
  expect(foldedText('Café ÅNGSTRÖM ﬁle')).toBe('cafe angstrom file')
  expect(foldedText('İstanbul')).toBe('istanbul')
  expect(foldedText('line\nbreak')).toBe('line break')
})
