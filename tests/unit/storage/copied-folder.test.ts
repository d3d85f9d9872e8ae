// Folders that others get copies of, by their names on each system.
import { expect, it } from 'vitest'
import { copiedBy } from '../../../src-main/storage/copied-folder'

it.each([
  ['win32', 'C:\\Users\\pia\\OneDrive - Northgate\\Keys', 'OneDrive'],
  ['win32', 'C:\\Users\\pia\\OneDrive', 'OneDrive'],
  ['win32', 'D:\\Dropbox (Northgate)\\x', 'Dropbox'],
  ['win32', 'C:\\Users\\pia\\iCloudDrive\\x', 'iCloud'],
  ['win32', 'G:\\My Drive\\x', 'Google Drive'],
  ['win32', '\\\\fileserver\\admins\\keys', 'network'],
  ['win32', '//fileserver/admins', 'network'],
  ['win32', '\\\\?\\UNC\\fileserver\\admins', 'network'],
  ['win32', '\\\\?\\C:\\Keys', null],
  ['win32', 'C:\\Users\\pia\\Documents', null],
  ['darwin', '/Users/pia/Library/Mobile Documents/com~apple~CloudDocs/Keys', 'iCloud'],
  ['darwin', '/Users/pia/Library/CloudStorage/GoogleDrive-pia@northgate.example/My Drive', 'Google Drive'],
  ['darwin', '/Users/pia/Library/CloudStorage/Box-Box/x', 'Box'],
  ['darwin', '/Users/pia/Library/CloudStorage/Elsewhere/x', 'a cloud service'],
  ['darwin', '/Users/pia/Documents', null],
  ['linux', '/home/pia/Dropbox', 'Dropbox'],
  ['linux', '/home/pia/Nextcloud2/keys', 'Nextcloud'],
  ['linux', '/run/user/1000/gvfs/smb-share:server=nas,share=keys', 'network'],
  ['linux', '/home/pia/dropboxes and boxes', null],
  ['linux', '/home/pia/Documents', null],
] as const)('%s: %s is copied by %s (S-47)', (platform, folder, by) => {
  expect(copiedBy(folder, platform)).toBe(by)
})
