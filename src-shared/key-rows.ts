// Makes rows of keys: each with its console, its owner's facts and its marks, once per list.
import type { Inventory, KeyRecord, Owner } from './key'
import { type Access, accessWords, type KeyRow, statusLabels, typeWords } from './key-query'
import { foldedText, neutralText } from './neutral-text'
import { roleLabel } from './rights'

/** What the rows of one console are made of. */
export interface RowSource {
  readonly inventory: Inventory
  readonly consoleName: string
  /** Key with which this computer signs in there. */
  readonly stationKeyId: string | null
}

/** The rows of one console, in its own order. */
export interface ConsoleRows {
  readonly connectionId: string
  readonly rows: readonly KeyRow[]
}

export const rowIdOf = (connectionId: string, keyId: string) => `${connectionId}/${keyId}`

/** `NG-VSPC\svc-psa` is `svc-psa`. */
function withoutDomain(userName: string): string {
  return userName.slice(userName.lastIndexOf('\\') + 1) || userName
}

/** Shown owner by full user name: the short form where it is unmistakable. */
function ownerNames(keys: readonly KeyRecord[]): ReadonlyMap<string, string> {
  const bySight = new Map<string, Set<string>>()
  const seen = new Set<string>()
  for (const { userName, userUid } of keys) {
    const pair = `${userUid}\n${userName}`
    if (seen.has(pair)) continue
    seen.add(pair)
    const sight = neutralText(withoutDomain(userName)).toLowerCase()
    const owners = bySight.get(sight)
    if (owners) owners.add(userUid)
    else bySight.set(sight, new Set([userUid]))
  }
  const names = new Map<string, string>()
  for (const { userName } of keys) {
    if (names.has(userName)) continue
    const short = neutralText(withoutDomain(userName))
    const alone = (bySight.get(short.toLowerCase())?.size ?? 0) < 2
    names.set(userName, alone ? short : neutralText(userName))
  }
  return names
}

/** Remembers what repeats thousands of times in a list: one text, one piece of work. */
function remembered<V>(make: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>()
  return (text) => {
    let value = known.get(text)
    if (value === undefined) {
      value = make(text)
      known.set(text, value)
    }
    return value
  }
}

const noOwner: Pick<Owner, 'role' | 'status' | 'mfa'> = { role: '', status: 'unknown', mfa: 'unknown' }

/** Rows by the key that they were made of: a list that changed in a few keys is prepared in those only. */
const rowOf = new WeakMap<KeyRecord, KeyRow>()

function rowsOf({ inventory, consoleName, stationKeyId }: RowSource): KeyRow[] {
  const { connectionId, keys } = inventory
  const shown = ownerNames(keys)
  const owners = new Map(inventory.owners.map((owner) => [owner.userUid, owner]))
  const elsewhere = new Set(inventory.elsewhere)
  const console = neutralText(consoleName)
  const foldedConsole = foldedText(consoleName)
  // Line breaks fold to spaces, and no word has one.
  const common = remembered((text) => `${foldedText(text)} ${foldedConsole}`)
  const neutral = remembered(neutralText)
  const role = remembered((name) => (name === '' ? '' : roleLabel(name)))
  const scopeLists = remembered((joined) => (joined === '' ? [] : joined.split('\n').map(neutral)))
  return keys.map((key) => {
    const { role: roleName, status: ownerStatus, mfa } = owners.get(key.userUid) ?? noOwner
    const ownerRole = role(roleName)
    const owner = shown.get(key.userName) ?? neutral(key.userName)
    const mark = key.id === stationKeyId ? 'station' : elsewhere.has(key.id) ? 'elsewhere' : null
    const before = rowOf.get(key)
    if (
      before?.connectionId === connectionId &&
      before.console === console &&
      before.owner === owner &&
      before.ownerRole === ownerRole &&
      before.ownerStatus === ownerStatus &&
      before.mfa === mfa &&
      before.mark === mark
    )
      return before
    const access: Access = key.readOnly ? 'read-only' : 'read-write'
    const created = key.createdAt === null ? Number.NaN : Date.parse(key.createdAt)
    const words = `${typeWords[key.type]}\n${accessWords[access]}\n${statusLabels[key.status.word]}`
    const description = neutralText(key.description)
    // `[U+` finds the keys whose descriptions hide something.
    const named = description === key.description ? '' : description.toLowerCase()
    const row: KeyRow = {
      rowId: rowIdOf(connectionId, key.id),
      connectionId,
      key,
      console,
      description,
      owner,
      ownerName: neutral(key.userName),
      ownerRole,
      ownerStatus,
      mfa,
      company: neutral(key.companyName),
      scopes: scopeLists(key.scopes.join('\n')),
      access,
      created: Number.isNaN(created) ? null : created,
      mark,
      haystack: [foldedText(key.description), named, key.id].join('\n'),
      common: common(`${key.userName}\n\n${key.companyName}\n\n${words}`),
    }
    rowOf.set(key, row)
    return row
  })
}

interface Made {
  readonly source: RowSource
  readonly list: ConsoleRows
}
const made = new WeakMap<readonly KeyRecord[], Made>()

function listOf(source: RowSource): ConsoleRows {
  const { inventory, consoleName, stationKeyId } = source
  const known = made.get(inventory.keys)
  const same =
    known?.source.inventory === inventory &&
    known.source.consoleName === consoleName &&
    known.source.stationKeyId === stationKeyId
  if (same) return known.list
  const rows = rowsOf(source)
  const before = known?.list
  const isUnchanged =
    before?.connectionId === inventory.connectionId &&
    before.rows.length === rows.length &&
    rows.every((row, index) => row === before.rows[index])
  const list = isUnchanged ? before : { connectionId: inventory.connectionId, rows }
  made.set(inventory.keys, { source, list })
  return list
}

/** Rows per console. A list in which nothing has changed since it was last prepared stays the same object. */
export const prepareRows = (sources: readonly RowSource[]): ConsoleRows[] => sources.map(listOf)

export interface CompanyCount {
  /** Empty: keys of no company. */
  readonly companyUid: string
  readonly name: string
  readonly count: number
}

const counted = new WeakMap<ConsoleRows, readonly CompanyCount[]>()
const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Companies and resellers that have keys, by name. */
export function companiesOf(list: ConsoleRows): readonly CompanyCount[] {
  const known = counted.get(list)
  if (known) return known
  const found = new Map<string, { name: string; count: number }>()
  for (const { key, company } of list.rows) {
    const uid = key.companyUid ?? ''
    const entry = found.get(uid)
    if (entry) entry.count += 1
    else found.set(uid, { name: company, count: 1 })
  }
  const companies = [...found]
    .map(([companyUid, { name, count }]) => ({ companyUid, name, count }))
    .sort((a, b) => byName.compare(a.name, b.name))
  counted.set(list, companies)
  return companies
}

const narrowed = new WeakMap<ConsoleRows, { companyUid: string; rows: ConsoleRows }>()

/** The rows of one company; the last one asked for is remembered. */
export function ofCompany(list: ConsoleRows, companyUid: string): ConsoleRows {
  const known = narrowed.get(list)
  if (known?.companyUid === companyUid) return known.rows
  const rows = {
    connectionId: list.connectionId,
    rows: list.rows.filter(({ key }) => (key.companyUid ?? '') === companyUid),
  }
  narrowed.set(list, { companyUid, rows })
  return rows
}
