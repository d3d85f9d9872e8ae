// The fuses that a package must have (S-10), read back from its executable.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const wanted = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
}

/** Names of the fuses that are not as they must be. `except` are expected to be the other way round. */
export async function wrongFuses(executable, except = []) {
  const { FuseV1Options, getCurrentFuseWire } = require('@electron/fuses')
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(wanted)
    .filter(([name, on]) => {
      const should = except.includes(name) ? !on : on
      return String.fromCharCode(wire[FuseV1Options[name]]) !== (should ? '1' : '0')
    })
    .map(([name]) => name)
}

/** Lets a test driver attach, and changes nothing else. */
export async function allowInspector(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
