// What an export of keys may hold: the allow-list of columns, each with its heading and its text. Nothing else of a key has a way into a file.
import {
  accessWords,
  ageInDays,
  type ColumnId,
  columnIds,
  type KeyRow,
  markWords,
  statusLabels,
  typeWords,
} from './key-query'

/** What the details of a key say besides the columns of the grid. The public key itself stays out: its fingerprint names it. */
export const detailColumns = ['id', 'scope', 'fingerprint', 'bits'] as const
export const exportColumns = [...columnIds, 'id', 'fingerprint', 'bits'] as const
export type ExportColumn = (typeof exportColumns)[number]

export interface ColumnText {
  readonly heading: string
  /**
   * Inert text: hidden characters are named. Empty where it is not known or a key has no such thing.
   * @param now milliseconds
   */
  readonly text: (row: KeyRow, now: number) => string
}

const ownerStates = { enabled: 'Enabled', disabled: 'Disabled', unknown: '' } as const
const mfaWords = { on: 'On', off: 'Off', unknown: '' } as const

const ofGrid: Readonly<Record<ColumnId, ColumnText>> = {
  description: { heading: 'Description', text: (row) => row.description },
  type: { heading: 'Type', text: (row) => typeWords[row.key.type] },
  access: { heading: 'Access', text: (row) => accessWords[row.access] },
  owner: { heading: 'Owner', text: (row) => row.owner },
  company: { heading: 'Company', text: (row) => row.company },
  console: { heading: 'Console', text: (row) => row.console },
  status: { heading: 'Status', text: (row) => statusLabels[row.key.status.word] },
  created: { heading: 'Created', text: (row) => row.key.createdAt ?? '' },
  age: { heading: 'Age in days', text: (row, now) => String(ageInDays(row.created, now) ?? '') },
  scope: { heading: 'Scope', text: (row) => row.scopes.join(', ') },
  ownerRole: { heading: 'Owner role', text: (row) => row.ownerRole },
  ownerStatus: { heading: 'Owner status', text: (row) => ownerStates[row.ownerStatus] },
  mfa: { heading: 'Owner MFA', text: (row) => mfaWords[row.mfa] },
  mark: { heading: 'Origin', text: (row) => (row.mark === null ? '' : markWords[row.mark]) },
}

export const columnTexts: Readonly<Record<ExportColumn, ColumnText>> = {
  ...ofGrid,
  id: { heading: 'Key ID', text: (row) => row.key.id },
  fingerprint: {
    heading: 'Public key fingerprint (SHA-256)',
    text: (row) => row.key.publicKey?.fingerprint256 ?? '',
  },
  bits: { heading: 'Public key bits', text: (row) => String(row.key.publicKey?.bits ?? '') },
}
