// A reader of CSV (RFC 4180) that shares nothing with the writer.

/** Rows of fields; every row ends with CR LF, what follows the last one is dropped. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (quoted) {
      if (char !== '"') field += char
      else if (text[at + 1] === '"') {
        field += '"'
        at += 1
      } else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',') {
      rows.at(-1)?.push(field)
      field = ''
    } else if (char === '\r' && text[at + 1] === '\n') {
      rows.at(-1)?.push(field)
      field = ''
      rows.push([])
      at += 1
    } else field += char
  }
  rows.pop()
  return rows
}
