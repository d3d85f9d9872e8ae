// Records of the event log as they come: unknown types and hostile text are kept, nonsense is not, text is cut.
import { describe, expect, it } from 'vitest'
import { readActivity } from '../../../src-main/console/console-wire'
import { ActivityRecord } from '../../../src-shared/activity'

const record = (change: object = {}) => ({
  message: 'Identity 7 of type AK was created for user NG\\m.',
  activityLogType: 'UserLoginTypeCreated',
  activityKind: 'Internal',
  date: '2026-05-04T16:02:26.0136948-05:00',
  userUid: 'u-1',
  organizationUid: null,
  ...change,
})

describe('a record of the event log', () => {
  it('is read with its time in UTC', () => {
    expect(readActivity(record())).toEqual({
      at: '2026-05-04T21:02:26.013Z',
      type: 'UserLoginTypeCreated',
      kind: 'Internal',
      message: 'Identity 7 of type AK was created for user NG\\m.',
      userUid: 'u-1',
      organizationUid: null,
    })
  })

  it.each<[string, object, object]>([
    ['a type of a newer console', { activityLogType: 'KeyEnabled' }, { type: 'KeyEnabled' }],
    ['a type that objects have', { activityLogType: 'constructor' }, { type: 'constructor' }],
    ['a kind of a newer console', { activityKind: 'Sideways' }, { kind: 'Sideways' }],
    ['no type', { activityLogType: undefined }, { type: '' }],
    ['no message', { message: null }, { message: '' }],
    ['empty ids', { userUid: '', organizationUid: undefined }, { userUid: null, organizationUid: null }],
    ['hidden characters', { message: 'a\u202Eb\u0000c' }, { message: 'a\u202Eb\u0000c' }],
    ['more members', { secret: 'no business of ours' }, { message: record().message }],
  ])('%s is no reason to drop it', (_, change, expected) => {
    const read = readActivity(record(change))
    expect(read).toMatchObject(expected)
    expect(ActivityRecord.safeParse(read).success).toBe(true)
    expect(JSON.stringify(read)).not.toContain('no business')
  })

  it('is cut where its message is endless, and not inside a character', () => {
    const read = readActivity(record({ message: `${'x'.repeat(4095)}😀${'y'.repeat(100_000)}` }))
    expect(read?.message).toBe('x'.repeat(4095))
    expect(ActivityRecord.safeParse(read).success).toBe(true)
  })

  it.each<[string, unknown]>([
    ['no object', 'text'],
    ['null', null],
    ['no time', record({ date: undefined })],
    ['a time that is none', record({ date: 'yesterday' })],
    ['a time that means never', record({ date: '0001-01-01T00:00:00Z' })],
    ['a message that is no text', record({ message: { html: '<b>' } })],
  ])('is none: %s', (_, value) => {
    expect(readActivity(value)).toBeNull()
  })
})
