// Uuids that are the same in every seeded console, made from a name.
import { createHash } from 'node:crypto'

export function stableUuid(name: string): string {
  const hex = createHash('sha256').update(`sandbox console ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
