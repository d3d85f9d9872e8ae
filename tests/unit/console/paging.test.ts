// Whole lists out of pages, whatever a console says about them (decisions D27, N-27).
import { expect, it } from 'vitest'
import { mostPages, mostRows, type Page, pageSize, readPages } from '../../../src-main/console/paging'

interface Server {
  readonly rows: number
  readonly cap?: number
  readonly total?: (offset: number) => number | null
  readonly ignoreOffset?: boolean
}

async function read({ rows, cap = pageSize, total = () => rows, ignoreOffset = false }: Server) {
  const asked: number[] = []
  let running = 0
  let most = 0
  const page = async (offset: number, limit: number): Promise<Page<{ id: string }>> => {
    asked.push(offset)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    const from = ignoreOffset ? 0 : offset
    const length = Math.max(0, Math.min(rows - from, limit, cap))
    return {
      items: Array.from({ length }, (_, index) => ({ id: String(from + index) })),
      total: total(offset),
    }
  }
  const progress: number[] = []
  const list = await readPages({
    page,
    idOf: (item) => item.id,
    parallel: 4,
    onProgress: (count) => progress.push(count),
  })
  return { ...list, asked, most, progress }
}

it.each<[Server, number, number]>([
  [{ rows: 0 }, 0, 1],
  [{ rows: 3 }, 3, 1],
  [{ rows: 499 }, 499, 1],
  // A full page may not be the last, whatever the total says.
  [{ rows: 500 }, 500, 2],
  [{ rows: 501 }, 501, 2],
  [{ rows: 10_000 }, 10_000, 21],
  [{ rows: 1234, total: () => null }, 1234, 3],
  [{ rows: 1234, total: () => 500 }, 1234, 3],
  [{ rows: 1234, total: () => 0 }, 1234, 3],
  [{ rows: 130, cap: 50 }, 130, 3],
  [{ rows: 100, cap: 50 }, 100, 3],
])('%j: all %d rows in %d requests', async (server, count, requests) => {
  const { items, complete, asked } = await read(server)
  expect(items).toHaveLength(count)
  expect(complete).toBe(true)
  expect(asked).toHaveLength(requests)
})

it.each<[string, Server, number]>([
  ['a total that is too large', { rows: 600, total: () => 1_000_000 }, 600],
  ['an ignored offset', { rows: 2000, ignoreOffset: true }, 500],
  ['an ignored offset and no total', { rows: 2000, ignoreOffset: true, total: () => null }, 500],
])('%s: incomplete, and it ends', async (_, server, count) => {
  const { items, complete, asked } = await read(server)
  expect(items).toHaveLength(count)
  expect(complete).toBe(false)
  expect(asked.length).toBeLessThan(10)
})

it('stops at the limit of rows', async () => {
  const { items, complete, asked } = await read({ rows: 1_000_000 })
  expect(items).toHaveLength(mostRows)
  expect(complete).toBe(false)
  expect(asked).toHaveLength(mostRows / pageSize)
})

it('asks four at a time and in order', async () => {
  const { items, most, progress } = await read({ rows: 10_000 })
  expect(most).toBe(4)
  expect(items.map((item) => (item as { id: string }).id)).toEqual(
    Array.from({ length: 10_000 }, (_, i) => String(i)),
  )
  expect(progress.at(-1)).toBe(10_000)
})

it('rows that come twice because the list shifts are one; a list that shrinks is complete', async () => {
  const { items, complete } = await read({ rows: 990, total: (offset) => (offset === 0 ? 1000 : 990) })
  expect(items).toHaveLength(990)
  expect(complete).toBe(true)
  const shifted = await readPages({
    page: async (offset, limit) => ({
      items: Array.from({ length: offset === 0 ? limit : 10 }, (_, i) => ({
        id: String(offset + i - (offset === 0 ? 0 : 2)),
      })),
      total: 508,
    }),
    idOf: (item) => item.id,
    parallel: 4,
  })
  expect(shifted.items).toHaveLength(508)
  expect(shifted.complete).toBe(true)
})

it('a page that fails fails the list', async () => {
  const broken = readPages({
    page: async (offset) => {
      if (offset > 500) throw new Error('broken')
      return { items: Array.from({ length: 500 }, (_, i) => ({ id: String(offset + i) })), total: 5000 }
    },
    idOf: () => null,
    parallel: 4,
  })
  await expect(broken).rejects.toThrow('broken')
})

it('pages longer than asked for: the limit counts rows that came, not pages (N-27)', async () => {
  let asked = 0
  const { items, complete } = await readPages({
    page: async (offset) => {
      asked += 1
      return {
        items: Array.from({ length: 20_000 }, (_, index) => ({ id: String(offset + index) })),
        total: 1_000_000_000,
      }
    },
    idOf: (item) => item.id,
    parallel: 4,
  })
  expect(items).toHaveLength(mostRows)
  expect(complete).toBe(false)
  expect(asked).toBeLessThanOrEqual(mostRows / 20_000 + 4)
})

it.each([null, 1_000_000])(
  'pages that grow, with total %s: the limit counts rows that came (N-27)',
  async (total) => {
    let asked = 0
    const { items, complete } = await readPages({
      page: async (offset) => {
        asked += 1
        const length = offset === 0 ? 500 : 2500
        return { items: Array.from({ length }, (_, index) => ({ id: `${offset} ${index}` })), total }
      },
      idOf: (item) => item.id,
      parallel: 4,
    })
    expect(items).toHaveLength(mostRows)
    expect(complete).toBe(false)
    expect(asked).toBeLessThanOrEqual(mostRows / 2500 + 5)
  },
)

it('progress names no total that is passed already (N-27)', async () => {
  const told: [number, number | null][] = []
  await readPages({
    page: async (offset) => ({
      items: Array.from({ length: offset < 1500 ? 500 : 0 }, (_, index) => ({ id: `${offset} ${index}` })),
      total: 600,
    }),
    idOf: (item) => item.id,
    parallel: 1,
    onProgress: (read, total) => told.push([read, total]),
  })
  expect(told).toEqual([
    [500, 600],
    [1000, null],
    [1500, null],
    [1500, null],
  ])
})

it('one page longer than the limit is cut and incomplete; one that is whole is complete (N-27)', async () => {
  const once = (length: number) =>
    readPages({
      page: async (offset) => ({
        items: offset > 0 ? [] : Array.from({ length }, (_, index) => ({ id: String(index) })),
        total: length,
      }),
      idOf: (item) => item.id,
      parallel: 4,
    })
  expect(await once(mostRows + 1)).toMatchObject({ complete: false, items: { length: mostRows } })
  expect(await once(900)).toMatchObject({ complete: true, items: { length: 900 } })
})

it('one row at a time without an end: the number of requests is limited (N-27)', async () => {
  const { items, complete, asked } = await read({ rows: 1_000_000, cap: 1 })
  expect(asked).toHaveLength(mostPages)
  expect(items).toHaveLength(mostPages)
  expect(complete).toBe(false)
})

it.each([
  ['endless, without a total', { rows: 10_000_000, total: () => null }],
  ['endless, and says that it is over', { rows: 10_000_000, total: () => 0 }],
  ['endless, with another total each time', { rows: 10_000_000, total: (offset: number) => 7 * offset }],
])('%s: it stops at the limit (N-27)', async (_, server) => {
  const { items, complete, asked } = await read(server)
  expect(items).toHaveLength(mostRows)
  expect(complete).toBe(false)
  expect(asked.length).toBeLessThanOrEqual(mostRows / pageSize)
})
