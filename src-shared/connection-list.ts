// What the page learns of a file with connections before it is taken over, and of what came of it.
import { z } from 'zod'
import { Connection } from './connection'

const looks = Connection.pick({ name: true, origin: true, group: true, color: true, tag: true })

export const ImportPreview = z.object({
  previewId: z.uuid(),
  fileName: z.string(),
  /** In the order of the file. `nameIsTaken`: another console is called so, here or earlier in the file. */
  adds: z.array(looks.extend({ nameIsTaken: z.boolean() })),
  /** Consoles that are in the list already: they stay as they are. `name`: what the file calls them. */
  known: z.array(z.object({ name: z.string(), origin: z.string(), knownAs: z.string() })),
  /** Entries whose address stands earlier in the file. */
  repeated: z.int(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportCounts = z.object({ added: z.int(), known: z.int(), repeated: z.int() })
export type ImportCounts = z.infer<typeof ImportCounts>
