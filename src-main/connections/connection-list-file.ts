// The list of connections as a file for colleagues and other computers: how it is written, and how a strange one is read.
import { isUtf8 } from 'node:buffer'
import { readAddress } from '../../src-shared/address'
import { type Connection, Fingerprint } from '../../src-shared/connection'
import {
  connectionColors,
  connectionTags,
  longestName,
  mostConnections,
} from '../../src-shared/console-looks'
import { AppError } from '../../src-shared/errors'
import { plainName } from '../../src-shared/neutral-text'
import { type JsonNode, JsonProblem, placeOf, readJsonPlaces } from './json-places'

export const listFormat = 'keywright-connections'
export const listVersion = 1

/** A larger file is none of ours: 200 entries need about 80 kB. */
export const largestList = 1024 * 1024

/** One entry of a file. No certificate: what the file says of it is for people, and never trusted here. */
export type ListedConnection = Pick<Connection, 'name' | 'origin' | 'group' | 'color' | 'tag'>

/**
 * No secrets, and no user names either: the file is made to be passed on, each colleague signs in as somebody else, and half
 * of a sign-in together with its address is worth something to others. The fingerprint is there to be compared by people.
 */
export function writeConnectionList(connections: readonly Connection[]): Buffer {
  const list = {
    format: listFormat,
    version: listVersion,
    connections: connections.map(({ name, origin, group, color, tag, pin }) => ({
      name: plainName(name, longestName) || new URL(origin).hostname.slice(0, longestName),
      origin,
      group: plainName(group, longestName),
      color,
      tag,
      certificateSha256: pin?.fingerprint256 ?? null,
    })),
  }
  return Buffer.from(`${JSON.stringify(list, null, 2)}\n`, 'utf8')
}

type Reason =
  | JsonProblem['reason']
  | 'not-text'
  | 'empty'
  | 'format'
  | 'version'
  | 'list'
  | 'too-many'
  | 'entry'
  | 'member-unknown'
  | 'name-missing'
  | 'name'
  | 'origin-missing'
  | 'origin'
  | 'origin-insecure'
  | 'origin-user'
  | 'group'
  | 'color'
  | 'tag'
  | 'certificate'

const refused = (reason: Reason, place: { line: number; column?: number }) =>
  new AppError('import-refused', { reason, ...place })

/** Text of the bytes; names the first line that is no UTF-8. */
function textOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes)
  let line = 1
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from)
    const to = end < 0 ? bytes.length : end
    if (!isUtf8(bytes.subarray(from, to))) break
    from = to + 1
  }
  throw refused('not-text', { line })
}

const includes = <T extends string>(list: readonly T[], value: string): value is T =>
  list.some((one) => one === value)

/**
 * Reads a file of unknown origin: all of it fits, or it is refused with `import-refused`, whose detail says what is wrong
 * (`reason`) and where (`line`, `column`); never with a word of the file itself.
 */
export function readConnectionList(bytes: Buffer): ListedConnection[] {
  const text = textOf(bytes)
  const refuse = (reason: Reason, at: number): never => {
    throw refused(reason, placeOf(text, at))
  }
  if (text.trim() === '') return refuse('empty', 0)

  type Members = Extract<JsonNode, { kind: 'object' }>['members']
  function membersOf(node: JsonNode, known: readonly string[], otherwise: Reason): Members {
    if (node.kind !== 'object') return refuse(otherwise, node.at)
    for (const [name, { at }] of node.members) if (!known.includes(name)) refuse('member-unknown', at)
    return node.members
  }

  function nameOf(node: JsonNode, reason: 'name' | 'group'): string {
    if (node.kind !== 'string') return refuse(reason, node.at)
    // Hidden characters make two names look the same, or one look like another.
    const isPlain = plainName(node.value, longestName) === node.value.trim()
    return isPlain && (reason === 'group' || node.value.trim() !== '')
      ? node.value.trim()
      : refuse(reason, node.at)
  }

  function originOf(node: JsonNode): string {
    if (node.kind !== 'string' || node.value.length > 2048) return refuse('origin', node.at)
    const reading = readAddress(node.value)
    if (reading.kind === 'origin') return reading.origin
    if (reading.code === 'address-insecure') return refuse('origin-insecure', node.at)
    return refuse(reading.reason === 'user-info' ? 'origin-user' : 'origin', node.at)
  }

  function oneOf<T extends string>(node: JsonNode, list: readonly T[], reason: Reason): T {
    return node.kind === 'string' && includes(list, node.value) ? node.value : refuse(reason, node.at)
  }

  function entryOf(node: JsonNode): ListedConnection {
    const known = ['name', 'origin', 'group', 'color', 'tag', 'certificateSha256']
    const members = membersOf(node, known, 'entry')
    const [name, origin, group, color, tag, certificate] = known.map((one) => members.get(one)?.value)
    if (name === undefined) return refuse('name-missing', node.at)
    if (origin === undefined) return refuse('origin-missing', node.at)
    // Read for its form alone: a fingerprint that came with the address proves nothing about it.
    if (certificate !== undefined && certificate.kind !== 'null')
      if (certificate.kind !== 'string' || !Fingerprint.safeParse(certificate.value).success)
        refuse('certificate', certificate.at)
    return {
      name: nameOf(name, 'name'),
      origin: originOf(origin),
      group: group === undefined ? '' : nameOf(group, 'group'),
      color: color === undefined ? 'none' : oneOf(color, connectionColors, 'color'),
      tag: tag === undefined || tag.kind === 'null' ? null : oneOf(tag, connectionTags, 'tag'),
    }
  }

  function listOf(root: JsonNode): readonly JsonNode[] {
    if (root.kind !== 'object') return refuse('format', root.at)
    const format = root.members.get('format')?.value
    if (format?.kind !== 'string' || format.value !== listFormat)
      return refuse('format', format?.at ?? root.at)
    const version = root.members.get('version')?.value
    if (version?.kind !== 'number' || version.value !== listVersion)
      return refuse('version', version?.at ?? root.at)
    const list = membersOf(root, ['format', 'version', 'connections'], 'format').get('connections')?.value
    if (list?.kind !== 'array') return refuse('list', list?.at ?? root.at)
    const first = list.items[mostConnections]
    return first === undefined ? list.items : refuse('too-many', first.at)
  }

  try {
    return listOf(readJsonPlaces(text)).map(entryOf)
  } catch (error) {
    if (error instanceof JsonProblem) throw refused(error.reason, placeOf(text, error.at))
    throw error
  }
}
