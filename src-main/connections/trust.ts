// Decides which certificate is accepted, and describes certificates for people. Pure: no network, no clock of its own.
import { createHash, X509Certificate } from 'node:crypto'
import type { Certificate } from '../../src-shared/connection'

export type TrustVerdict = 'system-valid' | 'pinned' | 'unknown' | 'changed'

/**
 * A pin is exact: any other certificate is `changed`, also one that the system trusts (N-05). Without a pin the
 * system's verdict counts.
 * @param presented SHA-256 fingerprint of the leaf that the console presents
 * @param pin the accepted fingerprint, or null
 * @param chainOk whether the system's trust store vouches for it under this host name
 */
export function verdict(presented: string, pin: string | null, chainOk: boolean): TrustVerdict {
  if (pin !== null) return presented === pin ? 'pinned' : 'changed'
  return chainOk ? 'system-valid' : 'unknown'
}

export const isTrusted = (decision: TrustVerdict) => decision === 'system-valid' || decision === 'pinned'

/** SHA-256 as certificate viewers print it: upper-case hex with colons. */
export function fingerprintOf(bytes: Buffer): string {
  const hex = createHash('sha256').update(bytes).digest('hex').toUpperCase()
  return hex.match(/../g)?.join(':') ?? ''
}

interface Circumstances {
  /** Host name or address that was asked, without brackets. */
  readonly host: string
  readonly now: Date
  readonly chainOk: boolean
  /** What the TLS stack said, for example `net::ERR_CERT_REVOKED` or `CERT_REVOKED`; only looked through for words. */
  readonly systemSays: string
}

const oneLine = (name: string) => name.split('\n').join(', ').slice(0, 1000)

function keyKindOf(certificate: X509Certificate): string {
  const key = certificate.publicKey
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  const kind = key.asymmetricKeyType ?? 'unknown'
  if (modulusLength !== undefined) return `${kind.toUpperCase()}, ${modulusLength} bits`
  return namedCurve === undefined ? kind : `${kind.toUpperCase()}, ${namedCurve}`
}

function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false
  try {
    return certificate.verify(certificate.publicKey)
  } catch {
    return false
  }
}

/** Object identifiers of RSA with MD5 and SHA-1, and of ECDSA with SHA-1, as they stand in a certificate. */
const weakSignatures = ['06092a864886f70d010104', '06092a864886f70d010105', '06072a8648ce3d0401'].map((hex) =>
  Buffer.from(hex, 'hex'),
)
const isWeaklySigned = ({ raw }: X509Certificate) => weakSignatures.some((one) => raw.includes(one))

function problemsOf(certificate: X509Certificate, seen: Circumstances): Certificate['problems'] {
  if (seen.chainOk) return []
  const { host, now, systemSays } = seen
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength
  const isAddress = host.includes(':') || /^\d+(\.\d+){3}$/.test(host)
  const named = isAddress ? certificate.checkIP(host) : certificate.checkHost(host)
  const selfSigned = isSelfSigned(certificate)
  const found: Certificate['problems'] = []
  if (selfSigned) found.push('self-signed')
  else if (/AUTHORITY_INVALID|ISSUER|UNABLE_TO|SELF_SIGNED/.test(systemSays)) found.push('unknown-issuer')
  if (now > new Date(certificate.validTo)) found.push('expired')
  if (now < new Date(certificate.validFrom)) found.push('not-yet-valid')
  if (named === undefined) found.push('wrong-host')
  if ((bits !== undefined && bits < 2048) || /WEAK_KEY/.test(systemSays)) found.push('weak-key')
  if (/WEAK_SIGNATURE/.test(systemSays) || isWeaklySigned(certificate)) found.push('weak-signature')
  if (/REVOKED/.test(systemSays)) found.push('revoked')
  return found.length === 0 ? ['other'] : found
}

/**
 * What a person compares before trusting.
 * @param der the leaf certificate
 */
export function describeCertificate(der: Buffer, seen: Circumstances): Certificate {
  const certificate = new X509Certificate(der)
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
  return {
    fingerprint256: fingerprintOf(certificate.raw),
    keyFingerprint256: fingerprintOf(spki),
    subject: oneLine(certificate.subject ?? ''),
    issuer: oneLine(certificate.issuer ?? ''),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    keyKind: keyKindOf(certificate),
    problems: problemsOf(certificate, seen),
  }
}
