// Keys by columns, for the bridge and the saved lists: what thousands of keys have in common is there once.
import type { KeyRecord, ListedPublicKey } from './key'

/** What a key shares with every key of its owner. */
export type KeyOwner = Pick<KeyRecord, 'userUid' | 'userName' | 'companyUid' | 'companyName'>
/** What a key shares with most others. */
export type KeyKind = Pick<KeyRecord, 'type' | 'readOnly' | 'scopes' | 'status'>

/** One entry per key in `ids`, `descriptions`, `created`, `ownerOf` and `kindOf`; the last two are places in `owners` and `kinds`. */
export interface PackedKeys {
  readonly ids: readonly string[]
  readonly descriptions: readonly string[]
  readonly created: readonly (string | null)[]
  readonly owners: readonly KeyOwner[]
  readonly ownerOf: readonly number[]
  readonly kinds: readonly KeyKind[]
  readonly kindOf: readonly number[]
  /** Only keys that have one, by their place. */
  readonly publicKeys: readonly (readonly [place: number, Omit<ListedPublicKey, 'xml'>])[]
  /** `xml` of each of `publicKeys`, empty where it is not known; no texts at all on the way to the page. */
  readonly publicKeyTexts: readonly string[]
}

/** Collects different values; `nameOf` is the same text exactly for values that are the same. */
function collector<T>(nameOf: (key: KeyRecord) => string, pick: (key: KeyRecord) => T) {
  const values: T[] = []
  const places = new Map<string, number>()
  const placeOf = (key: KeyRecord): number => {
    const name = nameOf(key)
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, values.length)
    return values.push(pick(key)) - 1
  }
  return { values, placeOf }
}

/** The lengths keep apart what would read the same in one piece. */
const ownerName = ({ userUid, userName, companyUid, companyName }: KeyRecord) =>
  `${userUid.length} ${userName.length} ${companyUid?.length ?? ''} ${userUid}${userName}${companyUid ?? ''}${companyName}`
const kindName = ({ type, readOnly, scopes, status }: KeyRecord) =>
  `${type} ${readOnly} ${status.word} ${JSON.stringify(scopes)}${status.raw}`

/** Members of {@link KeyRecord} only: anything else that hangs on a key stays behind. */
export function packKeys(keys: readonly KeyRecord[]): PackedKeys {
  const owners = collector<KeyOwner>(ownerName, ({ userUid, userName, companyUid, companyName }) => ({
    userUid,
    userName,
    companyUid,
    companyName,
  }))
  const kinds = collector<KeyKind>(kindName, ({ type, readOnly, scopes, status: { word, raw } }) => ({
    type,
    readOnly,
    scopes,
    status: { word, raw },
  }))
  return {
    ids: keys.map(({ id }) => id),
    descriptions: keys.map(({ description }) => description),
    created: keys.map(({ createdAt }) => createdAt),
    ownerOf: keys.map(owners.placeOf),
    owners: owners.values,
    kindOf: keys.map(kinds.placeOf),
    kinds: kinds.values,
    publicKeys: keys.flatMap(({ publicKey }, place) => {
      if (publicKey === null) return []
      const { bits, fingerprint256 } = publicKey
      return [[place, { bits, fingerprint256 }] as const]
    }),
    publicKeyTexts: keys.flatMap(({ publicKey }) => (publicKey === null ? [] : (publicKey.xml ?? ''))),
  }
}

/**
 * The keys, in their order; what they share is shared in memory too. Throws where the columns do not fit together, which
 * only a file from elsewhere can have.
 */
export function unpackKeys(packed: PackedKeys): KeyRecord[] {
  const publicKeys = new Map<number, ListedPublicKey>()
  packed.publicKeys.forEach(([place, publicKey], index) => {
    const xml = packed.publicKeyTexts[index]
    publicKeys.set(place, xml ? { ...publicKey, xml } : publicKey)
  })
  return packed.ids.map((id, place) => {
    const description = packed.descriptions[place]
    const createdAt = packed.created[place]
    const owner = packed.owners[packed.ownerOf[place] ?? -1]
    const kind = packed.kinds[packed.kindOf[place] ?? -1]
    if (description === undefined || createdAt === undefined || owner === undefined || kind === undefined)
      throw new Error('columns of different length')
    return {
      id,
      type: kind.type,
      description,
      readOnly: kind.readOnly,
      scopes: kind.scopes,
      userUid: owner.userUid,
      userName: owner.userName,
      companyUid: owner.companyUid,
      companyName: owner.companyName,
      status: kind.status,
      createdAt,
      publicKey: publicKeys.get(place) ?? null,
    }
  })
}
