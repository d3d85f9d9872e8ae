// Recognises folders whose files are copied to a cloud service or lie on another computer, so that a save can say so (S-47).

/** Names of folders that sync programs make, as `Dropbox (Northgate)` or `OneDrive - Northgate` too. */
const services: readonly (readonly [name: string, folder: RegExp])[] = [
  ['OneDrive', /^onedrive($|[ -])/i],
  ['Dropbox', /^dropbox($|[ (-])/i],
  ['iCloud', /^(icloud ?drive|com~apple~clouddocs|mobile documents)$/i],
  ['Google Drive', /^(google ?drive($|[ (-])|googledrive-|my drive$)/i],
  ['Box', /^box(-box)?( sync)?$/i],
  ['Nextcloud', /^(nextcloud|owncloud)\d*$/i],
  // macOS keeps all other providers below this one.
  ['a cloud service', /^cloudstorage$/i],
]

const isOnNetwork = (folder: string, platform: NodeJS.Platform): boolean => {
  if (platform === 'win32') return /^[\\/]{2}(\?[\\/]UNC[\\/]|(?![?.][\\/]))/i.test(folder)
  return platform === 'linux' && /^\/run\/user\/\d+\/gvfs(\/|$)/.test(folder)
}

/** Who copies what lies in this folder: a name, `network`, or null where nothing is known of it. */
export function copiedBy(folder: string, platform: NodeJS.Platform): string | null {
  const parts = folder.split(platform === 'win32' ? /[\\/]/ : '/')
  const service = services.find(([, pattern]) => parts.some((part) => pattern.test(part)))
  if (service !== undefined) return service[0]
  return isOnNetwork(folder, platform) ? 'network' : null
}
