// Makes one value fit for the event log: no control characters, no long runs that could be a secret.
const limit = 200

/** Characters that could fake a line, steer a terminal or turn text around: control, format (bidi, zero-width, tags), line breaks. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Last net, not the rule (the rule is the field list): PEM, XML keys and anything that looks like a token. */
const secretLike = /-----BEGIN|<RSAKeyValue|eyJ[A-Za-z0-9_-]{8}|[A-Za-z0-9+/_=-]{40,}/

const escapeCharacter = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`

export function neutralValue(value: string | number | boolean): string | number | boolean {
  if (typeof value !== 'string') return value
  if (secretLike.test(value)) return '[cut]'
  const safe = value.replace(unsafe, escapeCharacter)
  return safe.length > limit ? `${safe.slice(0, limit)}…` : safe
}
