// Certificates with one defect each, for servers of tests.
import { webcrypto, X509Certificate } from 'node:crypto'
import type { Certificate } from '../../sandbox-console/http/certificate'
import { loadX509 } from '../../sandbox-console/http/load-x509'

interface Odd {
  /** From and to, in days from now. */
  readonly days?: readonly [number, number]
  readonly address?: string
  readonly bits?: number
  readonly hash?: 'SHA-256' | 'SHA-1'
}

export async function createOddCertificate({
  days: [from, to] = [-1, 300],
  address = '127.0.0.1',
  bits = 2048,
  hash = 'SHA-256',
}: Odd): Promise<Certificate> {
  const x509 = await loadX509()
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash,
    modulusLength: bits,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const day = 86_400_000
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=Odd',
      notBefore: new Date(Date.now() + from * day),
      notAfter: new Date(Date.now() + to * day),
      signingAlgorithm: algorithm,
      keys,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: address }])],
    },
    webcrypto as Crypto,
  )
  const certificatePem = `${certificate.toString('pem')}\n`
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    certificatePem,
    keyPem: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    fingerprint256: new X509Certificate(certificatePem).fingerprint256,
  }
}
