// Entry of the main process: refuses a tampered start, picks the profile, keeps to one instance, then starts the app.
import inspector from 'node:inspector'
import { app, dialog, protocol } from 'electron'
import { startApp } from './app'
import { silence } from './log/quiet-console'
import { createPaths, prepareFolders, profileFolder } from './storage/paths'
import { scheme } from './window/app-protocol'
import { refusedAtLaunch, refusedExitCode } from './window/launch-switches'

function refuseTamperedStart(): void {
  if (!app.isPackaged) return
  const refused = refusedAtLaunch({
    argv: process.argv.slice(1),
    env: process.env,
    platform: process.platform,
    driven: inspector.url() !== undefined,
  })
  if (refused.length === 0) return
  const message = `Keywright does not start with: ${refused.join(', ')}`
  process.stderr.write(`${message}\n`)
  // On Linux this box prints to standard error as well; elsewhere nobody sees that.
  if (process.platform !== 'linux') dialog.showErrorBox('Keywright', message)
  process.exit(refusedExitCode)
}

/** Chromium takes `--user-data-dir` by itself; settings, sealed files and the credential store must follow it (D23). */
function chooseProfile(): string {
  const userData = profileFolder({
    platform: process.platform,
    packaged: app.isPackaged,
    appData: app.getPath('appData'),
    localAppData: process.env.LOCALAPPDATA,
    chosen: app.commandLine.getSwitchValue('user-data-dir'),
    workingDir: process.cwd(),
  })
  app.setPath('userData', userData)
  app.setPath('sessionData', createPaths(userData).sessionData)
  return userData
}

function start(): void {
  refuseTamperedStart()
  if (app.isPackaged) silence(console)
  const paths = createPaths(chooseProfile())
  // The lock is a file of the profile: where nothing can be written it would look like a second launch for ever.
  const isWritable = prepareFolders(paths)
  if (isWritable && !app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  app.commandLine.appendSwitch('dns-prefetch-disable')
  // Chromium's sandbox and root exclude each other; as root the app runs in development only (decisions D12).
  if (app.isPackaged || process.getuid?.() !== 0) app.enableSandbox()
  protocol.registerSchemesAsPrivileged([scheme])
  app.on('open-url', (event) => event.preventDefault())
  app.on('open-file', (event) => event.preventDefault())
  // Not awaited at top level: Electron is ready only after this module has been evaluated.
  void app.whenReady().then(() => startApp(paths, isWritable))
}

start()
