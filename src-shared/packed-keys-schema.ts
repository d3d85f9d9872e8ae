// Schema of keys by columns: the same members and limits as those of a single key, checked column by column.
import { z } from 'zod'
import { KeyRecord, PublicKey } from './key'

const { id, description, createdAt } = KeyRecord.shape

/** Parses to {@link import('./packed-keys').PackedKeys}; members that do not belong there are dropped. */
export const PackedKeys = z.object({
  ids: z.array(id),
  descriptions: z.array(description),
  created: z.array(createdAt),
  owners: z.array(KeyRecord.pick({ userUid: true, userName: true, companyUid: true, companyName: true })),
  ownerOf: z.array(z.int()),
  kinds: z.array(KeyRecord.pick({ type: true, readOnly: true, scopes: true, status: true })),
  kindOf: z.array(z.int()),
  publicKeys: z.array(z.tuple([z.int(), PublicKey.omit({ xml: true })])),
  publicKeyTexts: z.array(PublicKey.shape.xml),
})
