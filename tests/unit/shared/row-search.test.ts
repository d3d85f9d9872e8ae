// A search that starts from the one before it finds what a search of all rows would.
import { expect, it } from 'vitest'
import { foldedText } from '../../../src-shared/neutral-text'
import { search, wordsOf } from '../../../src-shared/row-search'

const names = ['Grafana prod', 'grafana test', 'Ωμέγα ΟΔΟΣ', 'ODOS a', 'a a', 'prod', 'éclair 12', '12 12 34']
const rows = Array.from({ length: 400 }, (_, index) => ({
  index,
  haystack: foldedText(`${names[index % names.length]} ${index}`),
  common: foldedText(`company ${index % 7} owner ${index % 11}`),
}))
const whole = (text: string, limit: number) =>
  rows.filter(
    ({ haystack, common, index }) =>
      index < limit && wordsOf(text).every((word) => haystack.includes(word) || common.includes(word)),
  )

it('finds the same at every letter that is typed, taken back, put in between or changed', () => {
  const letters = 'ag rfpod1 2éσςΣ oc'.split('')
  let text = ''
  for (let step = 0; step < 800; step += 1) {
    const letter = letters[(step * 7 + (step >> 3)) % letters.length] ?? ''
    const at = (step * 5) % (text.length + 1)
    if (step % 11 === 10) text = text.slice(0, -1)
    else if (step % 23 === 22) text = ''
    else if (step % 17 === 16) text = text.slice(0, at) + letter + text.slice(at)
    else text += letter
    if (text.length > 6) text = text.slice(3)
    const limit = step % 31 === 30 ? 200 : 400
    expect(search(rows, wordsOf(text), [limit], ({ index }) => index < limit)).toEqual(whole(text, limit))
  }
})

it('looks only through what the shorter word found, and through nothing when a letter is taken back', () => {
  let asked = 0
  const fits = () => {
    asked += 1
    return true
  }
  const own = [...rows]
  const shorter = search(own, ['graf'], [], fits)
  expect(asked).toBe(100)
  search(own, ['grafana', 'pro'], [], fits)
  expect(asked).toBe(150)
  expect(search(own, ['graf'], [], fits)).toBe(shorter)
  expect(asked).toBe(150)
  search(own, ['graf'], ['another filter'], fits)
  expect(asked).toBe(250)
})
