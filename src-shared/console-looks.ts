// How a console is told apart in lists: its colours and tags, each with its word. No zod: the page uses it too.

export const connectionColors = ['none', 'teal', 'blue', 'green', 'amber', 'red', 'violet', 'grey'] as const
export type ConnectionColor = (typeof connectionColors)[number]

export const connectionTags = ['production', 'test', 'client'] as const
export type ConnectionTag = (typeof connectionTags)[number]

/** What a person marks a console with; `group` empty: none. */
export interface ConsoleLooks {
  readonly group: string
  readonly color: ConnectionColor
  readonly tag: ConnectionTag | null
}

export const plainLooks: ConsoleLooks = { group: '', color: 'none', tag: null }

export const colorWords: Readonly<Record<ConnectionColor, string>> = {
  none: 'None',
  teal: 'Teal',
  blue: 'Blue',
  green: 'Green',
  amber: 'Amber',
  red: 'Red',
  violet: 'Violet',
  grey: 'Grey',
}

export const tagWords: Readonly<Record<ConnectionTag, string>> = {
  production: 'Production',
  test: 'Test',
  client: 'Client',
}

/** Longest name and group, in UTF-16 units. */
export const longestName = 64

/** The list is part of settings.json, which is not read above 1 MiB: this many with the largest certificates fit. */
export const mostConnections = 200
