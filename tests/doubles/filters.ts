// Filters that let everything through: of the journal, and of the keys as an export asks for them.
import type { JournalFilter } from '../../src-shared/journal'
import type { KeyExport } from '../../src-shared/key-export'

export const everyEntry: JournalFilter = { text: '', group: null, since: null, keyId: null }

export const noFilters: KeyExport['shown']['filters'] = {
  consoles: [],
  companies: [],
  owners: [],
  types: [],
  access: [],
  scopes: [],
  statuses: [],
  ages: [],
}
