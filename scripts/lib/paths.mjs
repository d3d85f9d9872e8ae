// Where things are: the checkout, its ignored local folder and the per-user cache.
import os from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')
export const inRoot = (...parts) => path.join(root, ...parts)

/** Everything that `npm start` keeps: port, certificate, database, demo profile. */
export const localFolder = inRoot('.local')

/** Per-user cache, for what is fetched once and shared by all checkouts. */
export function cacheFolder() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME
  if (process.platform === 'win32')
    return process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches')
  return path.join(os.homedir(), '.cache')
}

export const isRoot = process.getuid?.() === 0
export const isLinux = process.platform === 'linux'
