// Decides whether a packaged app may start with these arguments and environment variables (S-09). Fuses do not block most of them.

export interface Launch {
  /** Raw arguments after the program itself. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /**
   * Node's inspector listens, which the fuse of a shipped package makes impossible: this is the copy that tests drive
   * (decisions D23). It needs the switches of its driver, and only it gets them.
   */
  readonly driven: boolean
}

/** Display, language and accessibility: what people and desktops really pass. Everything else is refused. */
const allowed = new Set([
  'disable-gpu',
  'enable-wayland-ime',
  'force-color-profile',
  'force-device-scale-factor',
  'force-high-contrast',
  'force-prefers-reduced-motion',
  'force-renderer-accessibility',
  'high-dpi-support',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
  'start-maximized',
])

const forDriver = new Set(['inspect', 'remote-debugging-port', 'no-sandbox', 'password-store'])

/** Old macOS passes the process serial number to what the Finder starts. */
const processSerial = /^-psn_\d+_\d+$/

const forbiddenVariables = /^(SSLKEYLOGFILE$|NODE_|ELECTRON_|KEYWRIGHT_CONNECT$)/i

/** Chromium takes `--x`, `-x` and, on Windows, `/x`; anything else is an argument, and the app reads none. */
function switchName(argument: string, platform: NodeJS.Platform): string | null {
  const prefix = platform === 'win32' ? /^(--|-|\/)/ : /^(--|-)/
  if (!prefix.test(argument)) return null
  return argument.replace(prefix, '').replace(/=.*$/s, '').toLowerCase()
}

/** Names of the refused switches and variables; empty: the app may start. */
export function refusedAtLaunch({ argv, env, platform, driven }: Launch): string[] {
  const switches = argv.flatMap((argument) => {
    const name = switchName(argument, platform)
    if (name === null || allowed.has(name)) return []
    if (driven && forDriver.has(name)) return []
    return platform === 'darwin' && processSerial.test(argument) ? [] : [`--${name}`]
  })
  const variables = Object.keys(env).filter((name) => forbiddenVariables.test(name))
  return [...switches, ...variables]
}

/** Exit code of a refused start (`EX_USAGE` of sysexits.h). */
export const refusedExitCode = 64
