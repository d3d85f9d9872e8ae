// Ranking of the palette: what comes first, what is found at all, and that narrowing finds what a fresh search finds.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSearch, entryOf } from '../../../src-renderer/palette/rank'
import { properties } from '../../properties'

const search = (names: readonly string[], query: string, most = 10) =>
  createSearch(names.map((name) => entryOf(name, name)))(query, most).hits.map(({ value }) => value)

it('exact, then the beginning, then a word’s beginning, then every word’s, then parts, then letters in order', () => {
  const names = ['gx rx ax fx', 'xgrafx', 'Prod Graf', 'Grafana', 'a-graf-b', 'graf', 'nothing']
  expect(search(names, 'graf')).toEqual(['graf', 'Grafana', 'a-graf-b', 'Prod Graf', 'xgrafx', 'gx rx ax fx'])
  expect(search(['sync psa', 'psasync', 'PSA nightly sync'], 'psa sync')).toEqual([
    'sync psa',
    'PSA nightly sync',
    'psasync',
  ])
})

it('finds without accents, case and hidden characters, also by other words', () => {
  expect(search(['Zu\u0308rich', 'GRA\u200BFANA'], 'zurich')).toEqual(['Zu\u0308rich'])
  expect(search(['Zu\u0308rich', 'GRA\u200BFANA'], 'grafana')).toEqual(['GRA\u200BFANA'])
  const find = createSearch([entryOf(1, 'PSA', 'svc-psa\nFabrikam'), entryOf(2, 'Fabrikam old', 'x')])
  expect(find('fabrikam', 5).hits.map(({ value }) => value)).toEqual([2, 1])
  expect(find('psa fabrikam', 5).hits.map(({ value }) => value)).toEqual([1])
})

it('one and two letters are not scattered over everything', () => {
  expect(search(['axxb', 'ab'], 'ab')).toEqual(['ab'])
})

it('lists so many, counts all, and of equals the shorter first', () => {
  const names = Array.from({ length: 100 }, (_, index) => `key ${'x'.repeat(100 - index)}`)
  const found = createSearch(names.map((name) => entryOf(name, name)))('key', 3)
  expect(found.total).toBe(100)
  expect(found.hits.map(({ value }) => value)).toEqual(['key x', 'key xx', 'key xxx'])
})

it('nothing typed finds nothing', () => {
  expect(search(['a'], '  ')).toEqual([])
})

it('typing letter by letter finds exactly what a fresh search finds, whatever was typed before', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abc -é'), maxLength: 8 })
  const names = fc.array(fc.string({ unit: fc.constantFrom(...'abc -é'), maxLength: 14 }), { maxLength: 30 })
  fc.assert(
    fc.property(names, fc.array(text, { maxLength: 4 }), text, (all, before, query) => {
      const entries = all.map((name, index) => entryOf(index, name, all[index - 1]))
      const used = createSearch(entries)
      for (const one of before) used(one, 5)
      for (let end = 1; end <= query.length; end += 1) used(query.slice(0, end), 5)
      expect(used(query, 5)).toEqual(createSearch(entries)(query, 5))
    }),
    properties(400),
  )
})
