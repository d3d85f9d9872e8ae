// Where the profile lives, per system and kind of build.
import { mkdtempSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPaths, prepareFolders, profileFolder, serviceNameOf } from '../../../src-main/storage/paths'

const base = {
  platform: 'linux' as NodeJS.Platform,
  packaged: true,
  appData: '/home/u/.config',
  localAppData: undefined,
  chosen: undefined,
  workingDir: '/work',
}

describe('profileFolder', () => {
  it('is local, not roaming, on Windows (S-35)', () => {
    const folder = profileFolder({
      ...base,
      platform: 'win32',
      appData: 'C:/Roaming',
      localAppData: 'C:/Local',
    })
    expect(folder).toBe(path.join('C:/Local', 'Keywright'))
  })
  it('follows the switch in development, relative to the working folder', () => {
    expect(profileFolder({ ...base, packaged: false, chosen: 'p' })).toBe(path.resolve('/work', 'p'))
  })
  it('ignores the switch in packaged builds', () => {
    expect(profileFolder({ ...base, chosen: '/evil' })).toBe('/home/u/.config/Keywright')
  })
  it('keeps development away from the real profile', () => {
    expect(profileFolder({ ...base, packaged: false })).not.toBe(profileFolder(base))
  })
})

describe('serviceNameOf', () => {
  it('is one name for packaged builds and one per profile in development', () => {
    expect(serviceNameOf({ packaged: true, userData: '/a' })).toBe('Keywright')
    const [a, b] = ['/a', '/b'].map((userData) => serviceNameOf({ packaged: false, userData }))
    expect(a).toMatch(/^Keywright dev [0-9a-f]{12}$/)
    expect(a).not.toBe(b)
  })
})

describe('prepareFolders', () => {
  it('makes folders that only their owner can enter (S-35)', () => {
    const paths = createPaths(path.join(mkdtempSync(path.join(os.tmpdir(), 'kw-paths-')), 'profile'))
    expect(prepareFolders(paths)).toBe(true)
    for (const dir of [paths.userData, paths.sealedDir, paths.logDir])
      expect(statSync(dir).mode & 0o777).toBe(0o700)
  })
  it('says when the profile cannot be written', () => {
    expect(prepareFolders(createPaths(path.join(import.meta.filename, 'x')))).toBe(false)
  })
})
