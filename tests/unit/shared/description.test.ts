// What a description may be, which reason is given first, and how a free one is proposed.
import { describe, expect, it } from 'vitest'
import { Description } from '../../../src-shared/creation'
import { checkDescription, descriptionLimit, proposeDescription } from '../../../src-shared/description'

const problem = (text: string, taken: string[] = []) => checkDescription(text, taken).problem

describe('checkDescription', () => {
  it('trims and accepts', () =>
    expect(checkDescription('  Nightly billing export ', [])).toEqual({
      description: 'Nightly billing export',
      problem: null,
    }))

  it.each([
    ['', { kind: 'empty' }],
    [' \n\t ', { kind: 'empty' }],
    ['a'.repeat(128), null],
    ['a'.repeat(129), { kind: 'too-long', length: 129 }],
    ['a < b', { kind: 'characters', characters: '<' }],
    ['a => b', { kind: 'characters', characters: '>=' }],
    ['two\nlines', { kind: 'line-break' }],
    ['two\u2028lines', { kind: 'line-break' }],
    ['Graf\u202eana', { kind: 'hidden-characters' }],
    ['Graf\u200bana', { kind: 'hidden-characters' }],
    ['tab\there', { kind: 'hidden-characters' }],
    ['-----BEGIN PRIVATE KEY-----\nMII=', { kind: 'secret' }],
  ])('%j', (text, expected) => expect(problem(text)).toEqual(expected))

  it('refuses what the owner already uses, however it is written, with a proposal', () => {
    expect(problem('Grafana', ['Grafana'])).toEqual({ kind: 'in-use', proposal: 'Grafana 2' })
    expect(problem(' grafana  PROD ', ['Grafana prod'])).toMatchObject({ kind: 'in-use' })
    expect(problem('Gra\u0308f', ['Gr\u00e4f'])).toMatchObject({ kind: 'in-use' })
    expect(problem('Grafana', ['Grafana prod'])).toBeNull()
  })

  it('lets nothing through that the contract refuses', () => {
    for (const text of ['x', 'a'.repeat(128), 'Grüße, 世界 👩‍👩‍👧'])
      expect(Description.safeParse(checkDescription(text, []).description).success).toBe(true)
  })
})

describe('proposeDescription', () => {
  it.each([
    ['Grafana', ['Grafana'], 'Grafana 2'],
    ['Grafana', ['Grafana', 'grafana 2'], 'Grafana 3'],
    ['Grafana 2', ['Grafana 2'], 'Grafana 3'],
    ['Audit 2026', ['Audit 2026'], 'Audit 2026 2'],
    ['Grafana 2', ['Grafana', 'Grafana 2', 'Grafana 3'], 'Grafana 4'],
  ])('%s with %j', (description, taken, expected) =>
    expect(
      proposeDescription(description, [...taken, ...(expected === 'Grafana 3' ? ['Grafana 2'] : [])]),
    ).toBe(expected),
  )

  it('stays within the limit', () => {
    const long = 'x'.repeat(descriptionLimit)
    const proposal = proposeDescription(long, [long])
    expect(proposal).toHaveLength(descriptionLimit)
    expect(proposal.endsWith(' 2')).toBe(true)
  })
})
