// What the scopes of an Advanced key are called: the console's own words (decisions, first section).

export const scopeWords = { rest: '3rd party integrations', integration: 'Built-in plugins' } as const
