// Notices private keys and other secrets in text, before the text goes anywhere. Without zod and node: the page uses it too.

type PrivateKeyKind = 'pem' | 'openssh' | 'putty' | 'xml' | 'jwk' | 'der' | 'simple-key'

const openssh = /BEGIN\s+OPENSSH\s+PRIVATE\s+KEY/i
/** With damaged dashes, labels and line breaks too: a mangled private key is a private key. */
const pem = /BEGIN\s+[A-Z0-9 ]*PRIVATE\s+KEY/i
const putty = /PuTTY-User-Key-File|Private-Lines:/i
/** Also as it looks after somebody escaped the XML. */
const xmlParts = /(?:<|&lt;)\s*(?:D|P|Q|DP|DQ|InverseQ)\s*(?:>|&gt;)/i
const xmlKey = /RSAKeyValue|(?:<|&lt;)\s*Modulus/i
const jwkParts = /["']?\b(?:d|p|q|dp|dq|qi|oth)["']?\s*:\s*["'[]/
const jwkKey = /["']?\bkty["']?\s*:/
/** Published key texts: 16 hex digits and 112 letters and digits (vspc-rest.md 12.2); some tolerance around it. */
const simpleKey = /^[A-Za-z0-9]{100,200}$/

/** Bare Base64 of PKCS#1 or PKCS#8: a sequence that begins with a version number; no public key does. */
function isPrivateDer(text: string): boolean {
  const base64 = text.replace(/\s+/g, '')
  if (base64.length < 200 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return false
  let head: string
  try {
    head = atob(base64.slice(0, 16))
  } catch {
    return false
  }
  const byte = (at: number) => head.charCodeAt(at)
  if (byte(0) !== 0x30) return false
  const lengthOctets = byte(1) > 0x80 ? byte(1) - 0x80 : 0
  const at = 2 + lengthOctets
  return byte(at) === 0x02 && byte(at + 1) === 0x01 && byte(at + 2) <= 1
}

/** What kind of private key stands in `text`, or null. Errs on the side of finding one. */
export function findPrivateKey(text: string): PrivateKeyKind | null {
  if (openssh.test(text)) return 'openssh'
  if (pem.test(text)) return 'pem'
  if (putty.test(text)) return 'putty'
  if (xmlParts.test(text) && xmlKey.test(text)) return 'xml'
  if (jwkKey.test(text) && jwkParts.test(text)) return 'jwk'
  if (isPrivateDer(text)) return 'der'
  const trimmed = text.trim()
  return simpleKey.test(trimmed) && hasMixedCharacters(trimmed) ? 'simple-key' : null
}

const secretWords =
  /\b(?:password|passwort|kennwort|passwd|pwd|passphrase|secret|credentials?|api[ _-]?key|token|pin)\b[\s:=–-]*(?=\S*\d)(?=\S*[A-Za-z])\S{6,}/i
const shortHex = /(?<![0-9A-Za-z-])(?=[A-Fa-f]*\d)(?=\d*[A-Fa-f])[0-9A-Fa-f]{12,}(?![0-9A-Za-z-])/
/** Capitals, small letters, digits and a sign in one word, as rules for passwords demand. */
const passwordLike = /(?<!\S)(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=\S*[!$%^&*?@~])\S{8,}/

const classOf = (character: string) => (/[a-z]/.test(character) ? 'a' : /[A-Z]/.test(character) ? 'A' : '0')

/** Random text changes between small letters, capitals and digits all the time; words, even run together, seldom do. */
function hasMixedCharacters(run: string): boolean {
  let changes = 0
  for (let at = 1; at < run.length; at += 1) {
    if (classOf(run.charAt(at)) !== classOf(run.charAt(at - 1))) changes += 1
  }
  return changes / run.length >= 0.4
}

const knownTokens =
  /\beyJ[A-Za-z0-9_-]{10}|\b(?:ghp|gho|ghs|ghu|github_pat|glpat|xox[abprs]|sk_live|rk_live|pk_live)[-_][A-Za-z0-9]|\bAKIA[0-9A-Z]{12}|\bBearer\s+\S{12}/
const named =
  /\b(?:password|passwort|passwd|pwd|passphrase|secret|api[ _-]?key|token)\s*(?:[:=]|\bis\b)\s*\S{6}/i
const longHex = /(?<![0-9A-Za-z])(?=[A-Fa-f]*\d)[0-9A-Fa-f]{32,}(?![0-9A-Za-z])/

/** True for text that nobody should write where others read it: keys, tokens, hashes, random runs. UUIDs are fine. */
export function looksSecret(text: string): boolean {
  if (findPrivateKey(text) !== null || /PRIVATE\s+KEY/.test(text) || /RSAKeyValue/i.test(text)) return true
  if (knownTokens.test(text) || named.test(text) || longHex.test(text)) return true
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{16,}/g)) {
    const digits = run.replace(/[^0-9]/g, '').length
    if (hasMixedCharacters(run) && digits >= 2) return true
    if (run.length >= 32 && digits >= 3) return true
  }
  return false
}

/** Weaker than {@link looksSecret}: worth a warning, not a refusal. */
export function mayBeSecret(text: string): boolean {
  if (looksSecret(text) || secretWords.test(text) || shortHex.test(text) || passwordLike.test(text))
    return true
  if (/-----BEGIN|BEGIN\s+(?:RSA|EC|CERTIFICATE|PUBLIC)/.test(text)) return true
  return [...text.matchAll(/[A-Za-z0-9+/_]{10,}/g)].some(([run]) => /\d/.test(run) && hasMixedCharacters(run))
}
