// Values longer than a Windows credential may be are kept in parts under a head record that is written last (S-30).
import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Windows keeps at most 2560 bytes per credential; some room is left for its own additions. */
const itemLimit = 2400

/** Head records start with `#`, values that fit into one item with `=`. */
const Head = z.object({
  generation: z.enum(['a', 'b']),
  count: z.int().min(1).max(512),
  sha256: z.string().length(64),
})
export type Head = z.infer<typeof Head>

export const sha256 = (value: string) => createHash('sha256').update(value, 'utf8').digest('hex')

export type Item = { readonly kind: 'whole'; readonly value: string } | ({ readonly kind: 'head' } & Head)

export const wholeItem = (value: string) => `=${value}`
export const headItem = (head: Head) => `#${JSON.stringify(head)}`
export const fitsOneItem = (value: string) => Buffer.byteLength(wholeItem(value), 'utf8') <= itemLimit

/** null: nothing that this app wrote. */
export function readItem(text: string): Item | null {
  if (text.startsWith('=')) return { kind: 'whole', value: text.slice(1) }
  if (!text.startsWith('#')) return null
  try {
    const head = Head.safeParse(JSON.parse(text.slice(1)))
    return head.success ? { kind: 'head', ...head.data } : null
  } catch {
    return null
  }
}

/** Cuts at character boundaries so that every part is valid UTF-8 of at most `limit` bytes. */
export function cutUtf8(value: string, limit = itemLimit): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const parts: string[] = []
  let start = 0
  while (start < bytes.length) {
    let end = Math.min(start + limit, bytes.length)
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
    parts.push(bytes.toString('utf8', start, end))
    start = end
  }
  return parts
}
