// Certificates in words: who vouches for it, what is wrong with it, and in what two of them differ.
import type { Certificate } from '../../src-shared/connection'
import { isolatedText } from '../../src-shared/neutral-text'
import { dateText } from '../text/dates'

/** `CN=VSPC-EU1,O=Northgate` as `VSPC-EU1`; a name without a common name stays as it is. Inert: anybody can sign anything. */
export function shortName(name: string): string {
  const common = /(?:^|[,\n+]\s*)CN=("?)([^,\n"]+)\1/i.exec(name)?.[2]
  return isolatedText(common ?? name)
}

export function issuerText(certificate: Certificate): string {
  return certificate.issuer === certificate.subject ? 'Itself (self-signed)' : shortName(certificate.issuer)
}

export function validityText(certificate: Certificate): string {
  return `${dateText(certificate.validFrom)} to ${dateText(certificate.validTo)}`
}

const problems: Readonly<Record<Certificate['problems'][number], string>> = {
  'self-signed': 'It vouches for itself.',
  'unknown-issuer': 'This computer does not know who vouches for it.',
  expired: 'It has expired.',
  'not-yet-valid': 'It is not valid yet; check the clock of this computer.',
  'wrong-host': 'It was made for another address.',
  'weak-key': 'Its key is too weak.',
  'weak-signature': 'It is signed in a way that can be forged.',
  revoked: 'Its issuer has revoked it.',
  other: 'This computer does not trust it.',
}

export function problemTexts(certificate: Certificate): string[] {
  return certificate.problems.map((problem) => problems[problem])
}

/** Host and port, without the scheme, as people know it. */
export const addressText = (origin: string): string => origin.replace(/^https:\/\//, '')
