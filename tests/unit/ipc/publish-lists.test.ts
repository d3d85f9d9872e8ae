// Lists of keys cross the bridge as what changed of them: the page ends with the same lists, and nothing outside the schema.
import { describe, expect, it } from 'vitest'
import { createListPublisher } from '../../../src-main/ipc/publish-lists'
import { type InventoryDelta, mergeInventories } from '../../../src-shared/inventory-delta'
import type { Inventory } from '../../../src-shared/key'
import { keyRecord as key, listOf, publicKey as withText } from '../../doubles/lists'

/** As the page has it. */
const { xml, ...publicKey } = withText

/** A page behind the publisher; everything crosses as text. */
function setUp() {
  const seen = { mismatches: 0, lists: [] as readonly Inventory[], page: [] as Inventory[], last: '' }
  const publisher = createListPublisher(() => {
    seen.mismatches += 1
  })
  const across = (delta: InventoryDelta): InventoryDelta => JSON.parse(JSON.stringify(delta))
  const send = (lists: readonly Inventory[]) => {
    const delta = across(publisher.change(lists))
    seen.lists = lists
    seen.last = JSON.stringify(delta)
    seen.page = mergeInventories(seen.page, delta)
    return delta
  }
  return { seen, send, whole: () => mergeInventories([], across(publisher.whole(seen.lists))) }
}

const owner = { userUid: 'u', userName: 'n', role: 'R', status: 'enabled', mfa: 'on' } as const

describe('lists on their way to the page', () => {
  it('only the connection that changed crosses, and of it only what is new', () => {
    const { seen, send } = setUp()
    const keys = [key('1'), key('2', { type: 'advanced', publicKey }), key('3')]
    const first = listOf('a', { keys, owners: [owner] })
    const other = listOf('b', { keys: [key('9', { description: 'of another console' })] })
    send([first, other])
    expect(seen.page).toEqual([first, other])
    const before = seen.page

    const read = listOf('a', { ...first, fetchedAt: '2026-05-05T12:00:00.000Z' })
    expect(send([read, other]).lists).toEqual([{ rest: expect.objectContaining({ connectionId: 'a' }) }])
    expect(seen.page[0]?.keys).toBe(before[0]?.keys)
    expect(seen.page[0]?.owners).toBe(before[0]?.owners)
    expect(seen.page[1]).toBe(before[1])

    const changed = [...keys.slice(0, 1), key('2', { description: 'renamed' }), ...keys.slice(2), key('4')]
    const now = listOf('a', { ...read, keys: changed })
    send([now, other])
    expect(seen.page).toEqual([now, other])
    expect(seen.last).toContain('renamed')
    expect(seen.last).not.toContain('key 1')
    expect(seen.last).not.toContain('of another console')
    expect(seen.page[0]?.keys[0]).toBe(before[0]?.keys[0])
  })

  it('follows any order of keys that went, came, moved and changed', () => {
    const { seen, send, whole } = setUp()
    let keys = Array.from({ length: 40 }, (_, id) => key(`${id}`))
    send([listOf('a', { keys })])
    for (let round = 1; round <= 60; round += 1) {
      const at = (round * 17) % keys.length
      const other = (round * 29) % keys.length
      const moved = keys[other]
      keys = keys.filter((_, place) => place !== at && place !== other)
      if (moved !== undefined) keys.splice((round * 7) % keys.length, 0, moved)
      keys.splice(
        (round * 11) % keys.length,
        0,
        key(`${1000 + round}`),
        key(`${2000 + round}`, { type: 'advanced', publicKey }),
      )
      send([listOf('a', { keys })])
      expect(seen.page[0]?.keys).toEqual(keys)
    }
    expect(whole()).toEqual(seen.page)
  })

  it('the text of a public key stays in main', () => {
    const { seen, send, whole } = setUp()
    const keys = [key('1'), key('2', { type: 'advanced', publicKey: withText })]
    send([listOf('a', { keys })])
    expect(seen.last).not.toContain(xml)
    expect(seen.page[0]?.keys[1]?.publicKey).toEqual(publicKey)
    expect(whole()).toEqual(seen.page)
  })

  it('a new array of the same keys leaves the array of the page as it is', () => {
    const { seen, send } = setUp()
    const keys = [key('1'), key('2')]
    send([listOf('a', { keys })])
    const before = seen.page[0]?.keys
    send([listOf('a', { keys: [...keys], source: 'saved' })])
    expect(seen.page[0]).toMatchObject({ source: 'saved' })
    expect(seen.page[0]?.keys).toBe(before)
  })

  it('a removed list goes, and comes back whole; the order is that of the cell', () => {
    const { seen, send } = setUp()
    const a = listOf('a', { keys: [key('1')] })
    const b = listOf('b', { keys: [key('2')] })
    send([a, b])
    send([b])
    expect(seen.page).toEqual([b])
    send([])
    expect(seen.page).toEqual([])
    send([b, a])
    expect(seen.page).toEqual([b, a])
  })

  it('keys of different owners stay apart, however their names run together', () => {
    const { seen, send } = setUp()
    const keys = [
      key('1', { userUid: 'ab', userName: 'c', companyUid: null, companyName: 'd' }),
      key('2', { userUid: 'a', userName: 'bc', companyUid: null, companyName: 'd' }),
      key('3', { userUid: 'a', userName: 'b', companyUid: 'c', companyName: 'd' }),
      key('4', { userUid: 'a', userName: 'b', companyUid: '', companyName: 'cd' }),
      key('5', { userUid: 'a', userName: 'b', companyUid: null, companyName: 'cd' }),
      key('6', { scopes: ['a,b'] }),
      key('7', { scopes: ['a', 'b'] }),
      key('8', { readOnly: false, status: { word: 'unknown', raw: 'Odd' } }),
    ]
    send([listOf('a', { keys })])
    expect(seen.page[0]?.keys).toEqual(keys)
  })

  it('drops members that do not belong to a list, to a key, or to anything in it', () => {
    const { seen, send, whole } = setUp()
    const canary = { refreshToken: 'canary' }
    const leaky = {
      ...listOf('a', {
        keys: [
          key('1', {
            ...canary,
            status: { word: 'enabled', raw: 'Enabled', ...canary },
            publicKey: { ...withText, ...canary },
          } as never),
        ],
        owners: [{ ...owner, ...canary }] as never,
        problem: { code: 'timeout', detail: {}, trace: 't', ...canary } as never,
      }),
      ...canary,
    }
    expect(JSON.stringify(leaky).split('canary')).toHaveLength(7)
    send([leaky])
    expect(seen.last).not.toContain('canary')
    expect(JSON.stringify(whole())).not.toContain('canary')
    expect(seen.page[0]?.keys[0]).toEqual(key('1', { publicKey }))
    expect(seen.mismatches).toBe(0)
  })

  it('holds back a list of the wrong shape, reports it, and goes on with the others', () => {
    const { seen, send } = setUp()
    const good = listOf('a', { keys: [key('1')] })
    send([good])
    const b = listOf('b')
    for (const bad of [
      key('not a number'),
      key('2', { type: 'odd' as never }),
      key('2', { createdAt: 'yesterday' }),
      key('2', { description: 'x'.repeat(4097) }),
      key('2', { publicKey: { ...publicKey, fingerprint256: 'AA' } }),
    ]) {
      seen.mismatches = 0
      send([listOf('a', { keys: [bad] }), b])
      expect(seen.mismatches).toBe(1)
      expect(seen.page).toEqual([good, b])
    }
  })
})
