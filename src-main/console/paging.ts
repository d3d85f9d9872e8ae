// Reads a whole paged list: in parallel as far as the console says it goes, on until it really ends (decisions D27).
import { mostKeys } from '../../src-shared/key-query'

export interface Page<Item> {
  readonly items: readonly Item[]
  /** `meta.pagingInfo.total`; null when the console does not say. */
  readonly total: number | null
}

export interface WholeList<Item> {
  readonly items: readonly Item[]
  /** False: it ended before the total that the console named, repeated itself, or is longer than {@link mostRows}. */
  readonly complete: boolean
}

interface Reading<Item> {
  readonly page: (offset: number, limit: number) => Promise<Page<Item>>
  /** What makes a row the same row: lists shift while they are read. Null: cannot be told, kept. */
  readonly idOf: (item: Item) => string | null
  readonly parallel: number
  readonly onProgress?: ((read: number, total: number | null) => void) | undefined
  /** Each page as it comes, in no order; rows can come twice. */
  readonly onItems?: ((items: readonly Item[]) => void) | undefined
}

export const pageSize = 500
export const mostRows = mostKeys
/** Pages of 50 make {@link mostRows}; a console that gives less at a time is asked no further. */
export const mostPages = 4000

export async function readPages<Item>({
  page,
  idOf,
  parallel,
  onProgress,
  onItems,
}: Reading<Item>): Promise<WholeList<Item>> {
  const first = await page(0, pageSize)
  const total = first.total
  /** Lists change while they are read; what the newest page says decides whether all came. */
  let lastTotal = total
  // A console may give fewer rows per page than asked, or more: then its own size is the step.
  const capped = first.items.length < pageSize && total !== null && total > first.items.length
  const step = capped ? first.items.length : Math.max(first.items.length, pageSize)
  const pages: (readonly Item[])[] = [first.items]
  let read = first.items.length
  let end = first.items.length < step || first.items.length === 0 ? 1 : Number.POSITIVE_INFINITY
  let repeats = false
  // A total that is passed was none.
  const report = () => onProgress?.(Math.min(read, mostRows), total !== null && read <= total ? total : null)
  report()
  onItems?.(first.items)

  const sameAs = (index: number, other: number) => {
    const [a, b] = [pages[index], pages[other]]
    if (a === undefined || b === undefined || a.length === 0 || a.length !== b.length) return false
    const ids = b.map(idOf)
    return a.every((item, at) => idOf(item) !== null && idOf(item) === ids[at])
  }

  async function readOne(index: number): Promise<void> {
    const { items, total: saysNow } = await page(index * step, pageSize)
    pages[index] = items
    lastTotal = saysNow ?? lastTotal
    read += items.length
    report()
    onItems?.(items)
    if (items.length < step) end = Math.min(end, index + 1)
    for (const later of [index, index + 1])
      if (later > 0 && sameAs(later, later - 1)) {
        repeats = true
        end = Math.min(end, later)
      }
  }

  const most = Math.min(Math.ceil(mostRows / Math.max(step, 1)), mostPages)
  // With the short page that ends it, which is empty where the last one is full: asked for alone it would cost a turn.
  const announced = Math.min(total === null ? 1 : Math.floor(total / Math.max(step, 1)) + 1, most)
  let next = 1
  const work = async () => {
    while (next < Math.min(announced, end) && read < mostRows) {
      const index = next
      next += 1
      await readOne(index)
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  // `total` may be too small: only a short page is the end.
  while (next < Math.min(end, most) && read < mostRows) {
    await readOne(next)
    next += 1
  }

  const seen = new Set<string>()
  const all = pages
    .slice(0, Math.min(end, most))
    .flat()
    .filter((item) => {
      const id = idOf(item)
      if (id === null) return true
      if (seen.has(id)) return false
      seen.add(id)
      return true
    })
  const items = all.slice(0, mostRows)
  const ended = end <= next && items.length === all.length
  return { items, complete: ended && !repeats && (lastTotal === null || items.length >= lastTotal) }
}
