// The console tree as a flat list of what is visible: all consoles, groups, consoles, and the companies of open ones.
import { groupedOrder } from '../../src-shared/console-order'
import { type CompanyCount, type ConsoleRows, companiesOf } from '../../src-shared/key-rows'
import type { Console } from './consoles'
import { consoleScope, everything, type Scope, scopeName } from './scope'

interface Entry {
  /** Unique in the tree. */
  readonly id: string
  /** 1 at the root. */
  readonly level: number
  /** Null: it has nothing below it. */
  readonly isOpen: boolean | null
  /** 1-based place among its siblings, and how many they are. */
  readonly place: number
  readonly siblings: number
}

export type TreeEntry = Entry &
  (
    | {
        readonly kind: 'all'
        readonly scope: Scope
        /** Null: no list is known yet. */
        readonly count: number | null
      }
    | { readonly kind: 'group'; readonly name: string }
    | {
        readonly kind: 'console'
        readonly scope: Scope
        readonly console: Console
        /** Null: its keys are not shown or were never read. */
        readonly count: number | null
        /** Its place for Ctrl+1 to Ctrl+9; from 1. */
        readonly number: number
      }
    | { readonly kind: 'company'; readonly scope: Scope; readonly company: CompanyCount }
  )

/** Groups are open until they are closed, so what is kept of them is that they are closed. */
export const closedGroup = (name: string) => `closed:${name}`

/** Consoles in the order of the tree: each group where its first console stands. */
export const inTreeOrder = (consoles: readonly Console[]): readonly Console[] =>
  groupedOrder(consoles, ({ connection }) => connection.group)

interface TreeInput {
  readonly consoles: readonly Console[]
  /** Of the consoles whose keys are shown. */
  readonly lists: readonly ConsoleRows[]
  readonly open: ReadonlySet<string>
}

type Unplaced = TreeEntry extends infer E
  ? E extends unknown
    ? Omit<E, 'place' | 'siblings'>
    : never
  : never

function withPlaces(entries: readonly Unplaced[], parents: readonly string[]): TreeEntry[] {
  const siblings = new Map<string, number>()
  const places = parents.map((parent) => {
    const place = (siblings.get(parent) ?? 0) + 1
    siblings.set(parent, place)
    return place
  })
  return entries.map((entry, index) => {
    const parent = parents[index] ?? ''
    return { ...entry, place: places[index] ?? 1, siblings: siblings.get(parent) ?? 1 }
  })
}

/** Visible entries from top to bottom. With a single console there is no entry for all of them. */
export function treeEntries({ consoles, lists, open }: TreeInput): TreeEntry[] {
  const entries: Unplaced[] = []
  const parents: string[] = []
  const add = (entry: Unplaced, parent: string) => {
    entries.push(entry)
    parents.push(parent)
  }
  const listOf = new Map(lists.map((list) => [list.connectionId, list]))
  if (consoles.length > 1) {
    const sum = lists.reduce((before, { rows }) => before + rows.length, 0)
    const count = lists.length === 0 ? null : sum
    add({ id: 'all', kind: 'all', level: 1, isOpen: null, scope: everything, count }, '')
  }
  let shownGroup = ''
  inTreeOrder(consoles).forEach((console, index) => {
    const { group } = console.connection
    const groupOpen = group === '' || !open.has(closedGroup(group))
    if (group !== '' && group !== shownGroup)
      add({ id: `group ${group}`, kind: 'group', level: 1, isOpen: groupOpen, name: group }, '')
    shownGroup = group
    if (!groupOpen) return
    const list = listOf.get(console.id)
    const companies = list ? companiesOf(list) : []
    const isOpen = companies.length === 0 ? null : open.has(console.id)
    const level = group === '' ? 1 : 2
    const parent = group === '' ? '' : `group ${group}`
    const scope = consoleScope(console.id)
    const known = list !== undefined && (console.inventory?.fetchedAt != null || list.rows.length > 0)
    const count = known ? list.rows.length : null
    add({ id: console.id, kind: 'console', level, isOpen, scope, console, count, number: index + 1 }, parent)
    if (isOpen !== true) return
    for (const company of companies) {
      const of: Scope = { kind: 'company', connectionId: console.id, companyUid: company.companyUid }
      add(
        { id: scopeName(of), kind: 'company', level: level + 1, isOpen: null, scope: of, company },
        console.id,
      )
    }
  })
  return withPlaces(entries, parents)
}
