// What the palette lists for a query: sections of a few results each, the section with the best one first.
import type { Connection } from '../../src-shared/connection'
import type { Inventory } from '../../src-shared/key'
import type { Command } from './commands'
import { createSearch, type Entry, entryOf, type Found } from './rank'
import {
  type CompanyTarget,
  type ConsoleTarget,
  companyEntries,
  consoleEntries,
  type KeyTarget,
  keyEntries,
} from './sources'

export interface CommandTarget {
  readonly kind: 'command'
  readonly command: Command
}
export type Target = CommandTarget | KeyTarget | ConsoleTarget | CompanyTarget

/** Names the target over changes of the lists. */
export function targetId(target: Target): string {
  switch (target.kind) {
    case 'command':
      return `command/${target.command.id}`
    case 'key':
      return `key/${target.connectionId}/${target.key.id}`
    case 'console':
      return `console/${target.connection.id}`
    case 'company':
      return `company/${target.connectionId}/${target.uid}`
  }
}

export interface Section {
  readonly name: string
  readonly targets: readonly Target[]
  /** More than are listed where there are many. */
  readonly total: number
}

interface Contents {
  readonly commands: readonly Command[]
  readonly connections: readonly Connection[]
  /** Lists that are shown. */
  readonly lists: readonly Inventory[]
  readonly recent: readonly string[]
}

const commandEntry = (command: Command): Entry<CommandTarget> =>
  entryOf({ kind: 'command', command }, command.label, command.words)

const rows = { actions: 6, places: 4, keys: 8, consoles: 5, companies: 5, settings: 4 }

/** What was chosen lately, as far as it is still there. */
function recentTargets({ recent, commands, connections, lists }: Contents): Target[] {
  return recent.flatMap((id): Target[] => {
    const [kind, first = '', second = ''] = id.split('/')
    const command = commands.find((one) => one.id === first)
    if (kind === 'command') return command === undefined ? [] : [{ kind: 'command', command }]
    const connection = connections.find((one) => one.id === first)
    if (connection === undefined) return []
    if (kind === 'console') return [{ kind: 'console', connection }]
    const list = lists.find((one) => one.connectionId === first)
    const key = list?.keys.find((one) => (kind === 'key' ? one.id === second : one.companyUid === second))
    if (key === undefined) return []
    if (kind === 'key') return [{ kind: 'key', connectionId: first, key }]
    return [{ kind: 'company', connectionId: first, uid: second, name: key.companyName }]
  })
}

function withoutQuery(contents: Contents): Section[] {
  const recent = recentTargets(contents)
  const listed = (group: Command['group']) =>
    contents.commands
      .filter((command) => command.group === group)
      .map((command): CommandTarget => ({ kind: 'command', command }))
  const consoles = contents.connections.length < 2 ? [] : contents.connections.slice(0, rows.consoles)
  const section = (name: string, targets: Target[]): Section => ({ name, targets, total: targets.length })
  return [
    section('Recent', recent),
    section('Actions', listed('actions')),
    section('Go to', listed('places')),
    section(
      'Consoles',
      consoles.map((connection) => ({ kind: 'console', connection })),
    ),
  ].filter(({ targets }) => targets.length > 0)
}

export interface Results {
  find(query: string): readonly Section[]
  /** Prepares the search of keys, so that the first letter does not wait for it. */
  warm(): void
}

/** Makes a value when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** One search per kind, for as long as nothing of what is searched changes. */
export function createResults(contents: Contents): Results {
  const { commands, connections, lists } = contents
  const nameOf = (list: Inventory) => connections.find(({ id }) => id === list.connectionId)?.name ?? ''
  const searchOf = (wanted: Command['group']) =>
    createSearch(commands.filter(({ group }) => group === wanted).map(commandEntry))
  const actions = searchOf('actions')
  const places = searchOf('places')
  const settings = searchOf('settings')
  const consoles = createSearch(consoleEntries(connections))
  const companies = lazily(() => createSearch(lists.flatMap((list) => companyEntries(list, nameOf(list)))))
  const keys = lazily(() => createSearch(lists.flatMap(keyEntries)))

  function find(query: string): readonly Section[] {
    if (query.trim() === '') return withoutQuery(contents)
    const found: readonly (readonly [string, Found<Target>])[] = [
      ['Actions', actions(query, rows.actions)],
      ['Go to', places(query, rows.places)],
      ['Consoles', consoles(query, rows.consoles)],
      ['Companies', companies()(query, rows.companies)],
      ['Keys', keys()(query, rows.keys)],
      ['Settings', settings(query, rows.settings)],
    ]
    return found
      .filter(([, { total }]) => total > 0)
      .map(([name, { hits, total }]) => ({
        best: hits[0]?.rank ?? 0,
        section: { name, targets: hits.map(({ value }) => value), total },
      }))
      .sort((one, other) => one.best - other.best)
      .map(({ section }) => section)
  }

  return {
    find,
    warm() {
      keys()
      companies()
    },
  }
}
