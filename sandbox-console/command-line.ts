// Reads the flags of `npm run -s sandbox`.
import { parseArgs } from 'node:util'
import { type Version, versions } from './version'

interface CommandLine {
  readonly port: number
  readonly dataFolder?: string
  readonly seed: string
  readonly version: Version
  readonly canaries: boolean
  readonly options: Readonly<Record<string, string>>
}

export const usage =
  'usage: sandbox [--port N] [--data DIR] [--seed demo|empty|large=N] [--version 9.2|8.1] [--canaries] [--option name=value]…'

/** Throws with a message for the person who typed the flags. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      seed: { type: 'string', default: 'demo' },
      version: { type: 'string', default: '9.2' },
      canaries: { type: 'boolean', default: false },
      option: { type: 'string', multiple: true, default: [] },
    },
  })
  const version = versions.find((one) => one === values.version)
  if (version === undefined) throw new Error(`--version takes ${versions.join(' or ')}`)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port takes 0 to 65535')
  if (!/^(demo|empty|large=\d{1,6})$/.test(values.seed))
    throw new Error('--seed takes demo, empty or large=N')
  const options = values.option.map((text): [string, string] => {
    const at = text.indexOf('=')
    if (at < 1) throw new Error('--option takes name=value')
    return [text.slice(0, at), text.slice(at + 1)]
  })
  return {
    port,
    seed: values.seed,
    version,
    canaries: values.canaries,
    options: Object.fromEntries(options),
    ...(values.data === undefined ? {} : { dataFolder: values.data }),
  }
}
