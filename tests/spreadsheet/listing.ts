// A console's list of keys whose every text is one of the given ones, as an export gets it.
import { type ShownKeys, shownKeys } from '../../src-main/ipc/shown-keys'
import type { KeyRecord } from '../../src-shared/key'
import { noFilters } from '../doubles/filters'

const readAt = new Date('2026-01-12T09:00:00.000Z')
/** What an export says of itself. */
export const head = { at: readAt, search: '' }
const connectionId = '11111111-1111-4111-8111-111111111111'

const keyOf = (text: string, index: number): KeyRecord => ({
  id: String(index + 1),
  type: 'simple',
  description: text,
  readOnly: true,
  scopes: [text],
  userUid: `u-${index}`,
  userName: text,
  companyUid: 'c-1',
  companyName: text,
  status: { word: 'enabled', raw: 'Enabled' },
  createdAt: '2026-01-12T09:00:00.000Z',
  publicKey: null,
})

/** @param texts one key each: its description, owner, company and scope */
export function listing(texts: readonly string[], consoleName = 'EU-1'): ShownKeys {
  return shownKeys(
    {
      scope: { kind: 'all' },
      text: '',
      filters: noFilters,
      sort: { column: 'description', direction: 'ascending' },
    },
    {
      connections: [
        {
          id: connectionId,
          name: consoleName,
          origin: 'https://vspc.example:1280',
          pin: null,
          userName: null,
          group: '',
          color: 'none',
          tag: null,
        },
      ],
      sessions: [
        { connectionId, sign: { kind: 'offline', user: null }, reach: { kind: 'unknown' }, stationKey: null },
      ],
      inventory: [
        {
          connectionId,
          keys: texts.map(keyOf),
          owners: [],
          organizations: [],
          fetchedAt: '2026-01-12T09:00:00.000Z',
          source: 'saved',
          complete: true,
          partial: false,
          elsewhere: [],
          problem: null,
        },
      ],
    },
    readAt.getTime(),
  )
}
