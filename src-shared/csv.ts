// Text for spreadsheet programs: RFC 4180, and no cell of it can turn into a formula (S-58).

/** Excel takes UTF-8 for what it is only with this in front. */
const byteOrderMark = '\uFEFF'

/** What spreadsheet programs start a formula with, their full-width twins, and characters that end up as cell breaks. */
const risky = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** Spaces, characters without a picture and quotes, which programs skip before they look for a formula. */
const leadingSpace = /^(?:["\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?![\t\r\n])\p{Cc})+/u

/**
 * Where a cell can begin for some reader: behind each line break, those of Unicode included, and behind the separators of
 * programs that do not take the comma for one (a spreadsheet in half of Europe splits at semicolons, quotes or not).
 */
const cellStarts = /(?<=\r\n|[\r\n](?!\n)|[\v\f\u0085\u2028\u2029\t;])/

/** An apostrophe before whatever could be read as the beginning of a formula, also in the middle of the text. */
function harmless(text: string): string {
  return text
    .split(cellStarts)
    .map((line) => (risky.test(line.replace(leadingSpace, '')) ? `'${line}` : line))
    .join('')
}

function cell(text: string): string {
  const safe = harmless(text)
  return /[",;\p{Cc}\p{Zl}\p{Zp}]/u.test(safe) || safe !== safe.trim()
    ? `"${safe.replaceAll('"', '""')}"`
    : safe
}

/** @returns the rows as lines, each with CRLF at its end */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/**
 * @param columns names of the first line
 * @param rows texts in the order of the columns
 * @returns UTF-8 text with byte-order mark, comma as separator, CRLF after each line
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return byteOrderMark + csvLines([columns, ...rows])
}
