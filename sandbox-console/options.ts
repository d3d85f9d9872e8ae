// The switches that make the sandbox console deviate from its default behaviour (README.md, "Options").

interface Choice {
  readonly values: readonly [string, ...string[]]
  readonly says: string
}
interface Amount {
  readonly amount: number
  readonly says: string
}

/** Every option; the first value of a choice is the default. README.md lists the same names, and a test compares. */
export const optionDefinitions = {
  'access-seconds': { amount: 3600, says: 'life of access tokens' },
  'refresh-seconds': { amount: 172_800, says: 'life of refresh tokens' },
  'mfa-seconds': { amount: 300, says: 'life of MFA tokens' },
  'challenge-seconds': { amount: 30, says: 'life of RSA challenges' },
  refresh: { values: ['rotate', 'keep'], says: 'whether a refresh token dies when it is used' },
  'expires-in': { values: ['seconds', 'unix'], says: 'meaning of expires_in' },
  'mfa-status': { values: ['200', '400'], says: 'status of the answer that carries mfa_token' },
  'refusal-delay-ms': { amount: 250, says: 'constant delay of a refused password' },
  'disabled-bearer': { values: ['401', '403'], says: 'status for a disabled, deleted or unknown bearer' },
  'scopeless-key': { values: ['401', '200'], says: 'status for a Simple key without scope rest' },
  'rest-restore': {
    values: ['restore', 'stay-disabled'],
    says: 'keys after REST access is switched on again',
  },
  about: { values: ['roles', 'open'], says: 'who may read /about' },
  'client-version': {
    values: ['accept', 'refuse'],
    says: 'what happens to a request that names a version of the client',
  },
  writes: { values: ['direct', 'async'], says: 'async: 202 for every write' },
  'async-ms': { amount: 300, says: 'how long a queued action runs' },
  'slow-ms': { amount: 0, says: 'added to every answer' },
  drop: { values: ['none', 'before-commit', 'after-commit'], says: 'cut the connection of writes' },
  'create-parameters': {
    values: ['full', 'empty'],
    says: 'parameters in the answer that creates a Simple key',
  },
  'parameters-elsewhere': {
    values: ['text', 'null', 'absent'],
    says: 'parameters of listed identities other than AA',
  },
  'challenge-padding': {
    values: ['oaep-sha1', 'oaep-sha256', 'pkcs1'],
    says: 'encryption of the RSA challenge',
  },
  'challenge-text': {
    values: ['base64', 'raw'],
    says: 'what is encrypted: Base64 text, or the 32 bytes themselves',
  },
  idempotency: { values: ['remember', 'forget'], says: 'whether X-Request-id repeats an answer' },
  'patch-refused': { values: ['400', '520'], says: 'status of error code 1001' },
  'write-roles': { values: ['guide', 'all'], says: 'who may change keys' },
  'activity-roles': { values: ['all', 'guide'], says: 'who may read the event log' },
  offset: { values: ['honour', 'ignore'], says: 'what happens to offset' },
  'list-end': { values: ['honest', 'never'], says: 'never: made-up keys fill every page of identities' },
  'page-cap': { amount: 500, says: 'largest page, whatever limit asks' },
  'paging-name': { values: ['offset', 'skip'], says: 'member of pagingInfo that repeats the offset' },
} as const satisfies Record<string, Choice | Amount>

type Definitions = typeof optionDefinitions
type OptionName = keyof Definitions
type OptionValue<Name extends OptionName> = Definitions[Name] extends {
  values: readonly (infer Value)[]
}
  ? Value
  : number

export interface Options {
  get<Name extends OptionName>(name: Name): OptionValue<Name>
  /** Sets options by name; throws with the allowed values when one does not fit, and then changes none. */
  set(values: Readonly<Record<string, unknown>>): void
  /** Back to the values of the start. */
  reset(): void
  all(): Readonly<Record<string, string | number>>
}

/** Thrown for an unknown option or value. */
export class OptionProblem extends Error {}

function checked(name: string, value: unknown): string | number {
  const definition: Choice | Amount | undefined = Object.hasOwn(optionDefinitions, name)
    ? optionDefinitions[name as OptionName]
    : undefined
  if (definition === undefined) throw new OptionProblem(`unknown option ${name}`)
  if ('values' in definition) {
    const text = String(value)
    if (!definition.values.includes(text)) {
      throw new OptionProblem(`option ${name} takes ${definition.values.join(' or ')}`)
    }
    return text
  }
  const amount = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 0) {
    throw new OptionProblem(`option ${name} takes a whole number`)
  }
  return amount
}

export function createOptions(start: Readonly<Record<string, unknown>> = {}): Options {
  const defaults = Object.entries(optionDefinitions).map(
    ([name, definition]: [string, Choice | Amount]): [string, string | number] => [
      name,
      'values' in definition ? definition.values[0] : definition.amount,
    ],
  )
  const check = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([name, value]) => [name, checked(name, value)] as const)
  const first = new Map([...defaults, ...check(start)])
  let current = new Map(first)
  return {
    get: <Name extends OptionName>(name: Name) => current.get(name) as OptionValue<Name>,
    set(values) {
      for (const [name, value] of check(values)) current.set(name, value)
    },
    reset() {
      current = new Map(first)
    },
    all: () => Object.fromEntries(current),
  }
}
