// electron-builder hook: takes away Electron's default app, which a package neither needs nor may fall back to.
import fs from 'node:fs'
import path from 'node:path'

/** electron-builder finds the hook by this name. */
export async function afterPack({ packager, appOutDir }) {
  fs.rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
}
