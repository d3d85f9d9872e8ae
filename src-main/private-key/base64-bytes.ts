// Base64 from bytes to bytes: a string made on the way could not be wiped.

const alphabet = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1')
const padding = 0x3d

const base64Length = (byteCount: number) => Math.ceil(byteCount / 3) * 4

/** Standard alphabet with padding, without line breaks. The result is a buffer of its own that can be wiped. */
export function encodeBase64(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafeSlow(base64Length(bytes.length))
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const left = bytes.length - from
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0)
    out[to] = alphabet[group >> 18] ?? padding
    out[to + 1] = alphabet[(group >> 12) & 63] ?? padding
    out[to + 2] = left > 1 ? (alphabet[(group >> 6) & 63] ?? padding) : padding
    out[to + 3] = left > 2 ? (alphabet[group & 63] ?? padding) : padding
  }
  return out
}

const values = new Int8Array(256).fill(-1)
for (const [value, character] of alphabet.entries()) values[character] = value
// The URL-safe alphabet of JWK and of some consoles.
values[0x2d] = 62
values[0x5f] = 63

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)

/** Both alphabets, white space and missing padding allowed; null for anything else. The caller wipes the result. */
export function decodeBase64(text: Buffer): Buffer | null {
  const work = Buffer.allocUnsafeSlow(Math.ceil((text.length * 3) / 4) + 3)
  let bits = 0
  let bitCount = 0
  let length = 0
  let ended = false
  let fine = true
  for (const byte of text) {
    if (isSpace(byte)) continue
    const value = values[byte] ?? -1
    if (byte === padding) ended = true
    else if (ended || value < 0) fine = false
    else {
      bits = ((bits << 6) | value) & 0xffffff
      bitCount += 6
      if (bitCount >= 8) {
        bitCount -= 8
        work[length] = (bits >> bitCount) & 0xff
        length += 1
      }
    }
  }
  const out = fine ? Buffer.allocUnsafeSlow(length) : null
  if (out !== null) work.copy(out, 0, 0, length)
  work.fill(0)
  return out
}
