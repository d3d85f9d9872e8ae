// Makes text of a console safe to look at: hidden and direction-changing characters become visible, length is capped (S-57).

/** Longest text that is shown, in graphemes. */
const shownGraphemes = 1000
/** A grapheme may carry this many combining marks; more are dropped, so that no text climbs over its neighbours. */
const marksPerGrapheme = 8

interface TextPart {
  readonly text: string
  /** The text names a character that would otherwise be invisible, for example `[U+202E]`. */
  readonly hidden: boolean
}

/*
 * Controls, format characters, surrogates without a partner, private use and unassigned ones (\p{C}), line and paragraph
 * separators, everything that draws nothing by default (fillers, variation selectors, tags), and the blank braille cell.
 * Signs that \p{Cf} holds although they are drawn (Arabic and Syriac number and abbreviation signs) stay.
 */
const hiddenClass =
  '(?![\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2])[\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800]'
const plain = /^[\x20-\x7e]*$/
/** The one variation selector that emoji need stays after a pictograph that is drawn: some are unassigned yet. */
const emojiSelector = `(?<=(?!${hiddenClass})\\p{Extended_Pictographic})\\uFE0F`
const token = new RegExp(`(${emojiSelector})|(${hiddenClass})`, 'gu')
const hidden = new RegExp(hiddenClass, 'gu')
const breaks = /[\t-\r\u2028\u2029]/g
const tooManyMarks = new RegExp(`(\\p{M}{${marksPerGrapheme}})\\p{M}+`, 'gu')
const withFewMarks = (text: string) => text.replace(tooManyMarks, '$1')
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function label(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}

function* split(text: string): Generator<TextPart> {
  let from = 0
  for (const match of text.matchAll(token)) {
    if (match[1] !== undefined) continue
    if (match.index > from) yield { text: text.slice(from, match.index), hidden: false }
    yield { text: label(match[0]), hidden: true }
    from = match.index + match[0].length
  }
  if (from < text.length) yield { text: text.slice(from), hidden: false }
}

/** Cuts `text` after `most` graphemes; `used` says how many it has, at most `most` + 1. */
function cut(text: string, most: number): { text: string; used: number } {
  let used = 0
  for (const { index } of graphemes.segment(text)) {
    if (used === most) return { text: text.slice(0, index), used: most + 1 }
    used += 1
  }
  return { text, used }
}

/** The text in pieces, so that a screen can set the named characters apart. Show it inside `<bdi>`. `most`: graphemes. */
export function neutralParts(text: string, most = shownGraphemes): TextPart[] {
  if (text.length <= most && plain.test(text)) return text === '' ? [] : [{ text, hidden: false }]
  // Far more than 1,000 graphemes need: spares the work on megabytes.
  const start = withFewMarks(text.slice(0, shownGraphemes * 64))
  const parts: TextPart[] = []
  let left = most
  for (const part of split(start)) {
    const piece = part.hidden ? { text: part.text, used: 1 } : cut(part.text, left)
    if (left === 0 || piece.used > left) {
      if (left > 0) parts.push({ text: piece.text, hidden: false })
      parts.push({ text: '…', hidden: false })
      return parts
    }
    parts.push({ text: piece.text, hidden: part.hidden })
    left -= piece.used
  }
  return parts
}

/** The text with every hidden character named, at most 1,000 graphemes. */
export function neutralText(text: string): string {
  if (text.length <= shownGraphemes && plain.test(text)) return text
  return neutralParts(text)
    .map((part) => part.text)
    .join('')
}

/** As {@link neutralText}, at most `most` UTF-16 units; cut between graphemes and never inside the name of a character. */
export function shortNeutralText(text: string, most: number): string {
  const parts = neutralParts(text)
  const whole = parts.map((part) => part.text).join('')
  if (whole.length <= most) return whole
  const pieces = parts.flatMap((part) =>
    part.hidden ? [part.text] : Array.from(graphemes.segment(part.text), ({ segment }) => segment),
  )
  let short = ''
  for (const piece of pieces) {
    if (short.length + piece.length >= most) break
    short += piece
  }
  return `${short.trimEnd()}…`
}

/**
 * A name as people may give one: on one line, without hidden or direction-changing characters, at most `most` UTF-16 units.
 * What it answers, it answers again unchanged.
 */
export function plainName(text: string, most: number): string {
  const shown = text.replace(breaks, ' ').replace(token, (_, selector: string | undefined) => selector ?? '')
  const visible = withFewMarks(shown).trim()
  if (visible.length <= most) return visible
  let short = ''
  for (const { segment } of graphemes.segment(visible)) {
    if (short.length + segment.length > most) break
    short += segment
  }
  return short.trim()
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** For text inside a sentence that is no markup: as {@link neutralText}, isolated where it runs from right to left. */
export function isolatedText(text: string): string {
  const shown = neutralText(text)
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** What a search compares: lower case, without hidden characters, accents and other marks. */
export function foldedText(text: string): string {
  const lower = text.toLowerCase()
  if (plain.test(lower)) return lower
  return lower.replace(breaks, ' ').replace(hidden, '').normalize('NFKD').replace(/\p{M}/gu, '')
}
