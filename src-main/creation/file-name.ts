// A file name from a description that every system accepts.
import { isDeviceName } from '../storage/odd-names'

const longest = 80

/** Without extension. */
export function fileNameOf(description: string): string {
  const safe = description
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, longest)
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (safe === '') return 'private key'
  return isDeviceName(safe) ? `${safe} key` : safe
}
