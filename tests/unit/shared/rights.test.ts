// Roles that no guide knows: no rights, and their names are only text.
import { expect, it } from 'vitest'
import { rightsOf, roleLabel } from '../../../src-shared/rights'

it('known roles have their names and rights', () => {
  expect(roleLabel('PortalAdministrator')).toBe('Portal Administrator')
  expect(rightsOf('PortalAdministrator').remove).toBe(true)
})

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'Emperor'])(
  'a role called %s is that text, without rights (N-23)',
  (role) => {
    expect(roleLabel(role)).toBe(role)
    expect(rightsOf(role)).toEqual({ create: false, edit: false, setEnabled: false, remove: false })
  },
)

it('hidden characters of a role are named (N-68)', () => {
  expect(roleLabel('Admin\u202e')).toBe('Admin[U+202E]')
})
