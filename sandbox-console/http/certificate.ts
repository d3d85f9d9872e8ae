// The self-signed certificate of the sandbox console, kept in its data folder.
import { webcrypto, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { loadX509 } from './load-x509'

export interface Certificate {
  readonly certificatePem: string
  readonly keyPem: string
  /** Upper-case hex pairs with colons. */
  readonly fingerprint256: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const signing = { ...algorithm, hash: 'SHA-256' }

async function pkcs8(key: webcrypto.CryptoKey): Promise<string> {
  const x509 = await loadX509()
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}

async function keysFrom(keyPem: string): Promise<webcrypto.CryptoKeyPair> {
  const x509 = await loadX509()
  const der = x509.PemConverter.decodeFirst(keyPem)
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign'])
  const jwk = await webcrypto.subtle.exportKey('jwk', privateKey)
  const { d: _, key_ops: __, ...open } = jwk
  const publicKey = await webcrypto.subtle.importKey('jwk', open, algorithm, true, ['verify'])
  return { privateKey, publicKey }
}

/** @param keepKeyPem sign the new certificate with this key instead of a new one. */
export async function createCertificate(keepKeyPem?: string): Promise<Certificate> {
  const x509 = await loadX509()
  const keys =
    keepKeyPem === undefined
      ? await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
      : await keysFrom(keepKeyPem)
  // The real clock: clients compare the dates with theirs, whatever time the console pretends.
  const now = Date.now()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=NG-VSPC, O=Northgate (sandbox console)',
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)))
        .toString('hex')
        .replace(/^[89a-f]/, '7'),
      notBefore: new Date(now - 86_400_000),
      notAfter: new Date(now + 365 * 86_400_000),
      signingAlgorithm: signing,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
        ]),
      ],
    },
    webcrypto as Crypto,
  )
  const certificatePem = `${certificate.toString('pem')}\n`
  return {
    certificatePem,
    keyPem: `${await pkcs8(keys.privateKey)}\n`,
    fingerprint256: new X509Certificate(certificatePem).fingerprint256,
  }
}

export const certificateFileOf = (folder: string) => path.join(folder, 'certificate.pem')
const keyFileOf = (folder: string) => path.join(folder, 'certificate-key.pem')

export function saveCertificate(folder: string, certificate: Certificate): void {
  writeFileSync(keyFileOf(folder), certificate.keyPem, { mode: 0o600 })
  writeFileSync(certificateFileOf(folder), certificate.certificatePem, { mode: 0o600 })
}

/** The certificate of the folder, or a new one that is saved there. */
export async function loadCertificate(folder: string): Promise<Certificate> {
  if (existsSync(certificateFileOf(folder)) && existsSync(keyFileOf(folder))) {
    const certificatePem = readFileSync(certificateFileOf(folder), 'utf8')
    return {
      certificatePem,
      keyPem: readFileSync(keyFileOf(folder), 'utf8'),
      fingerprint256: new X509Certificate(certificatePem).fingerprint256,
    }
  }
  const certificate = await createCertificate()
  saveCertificate(folder, certificate)
  return certificate
}
