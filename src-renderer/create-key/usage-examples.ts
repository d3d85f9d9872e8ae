// Example calls for a new key, with a placeholder where the private key goes (sign-in flow: vspc-rest.md 9.6).
import type { KeyType } from '../../src-shared/key'

export type Language = 'curl' | 'PowerShell' | 'Python'
export const languages: readonly Language[] = ['curl', 'PowerShell', 'Python']

/** Form in which the private key of an Advanced key was stored. */
export type StoredAs = 'xml' | 'pem'

/** Stands where the private key goes: an environment variable or a file name, never the key. */
export const placeholders: Readonly<Record<KeyType, string>> = {
  simple: 'VSPC_API_KEY',
  advanced: 'private-key',
}

interface ExampleFacts {
  readonly keyType: KeyType
  /** Origin of the console, for example `https://vspc.example:1280`. */
  readonly origin: string
  readonly storedAs: StoredAs
  /** The registered text, byte for byte; empty for Simple keys. */
  readonly publicKeyXml: string
}

type Examples = Readonly<Record<Language, (facts: ExampleFacts) => string>>

const simple: Examples = {
  curl: ({ origin }) => `# Reads the stored key without showing it.
read -rs VSPC_API_KEY
curl "${origin}/api/v3/users/me" \\
  -H "Authorization: Bearer $VSPC_API_KEY"`,

  PowerShell: ({ origin }) => `# Set $env:VSPC_API_KEY to the stored key first.
Invoke-RestMethod "${origin}/api/v3/users/me" -Headers @{
  Authorization = "Bearer $env:VSPC_API_KEY"
}`,

  Python: ({ origin }) => `# Set VSPC_API_KEY to the stored key first.
import json, os, urllib.request

request = urllib.request.Request("${origin}/api/v3/users/me")
request.add_header("Authorization", "Bearer " + os.environ["VSPC_API_KEY"])
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))`,
}

const storedKey = {
  xml: {
    PowerShell: 'private-key.xml is the stored key as XML.',
    Python: 'private-key.xml is the stored key as XML. Needs: pip install cryptography',
  },
  pem: {
    PowerShell: 'private-key.pem is the stored key as PEM. Needs PowerShell 7.',
    Python: 'private-key.pem is the stored key as PEM. Needs: pip install cryptography',
  },
} as const

const pythonImports: Readonly<Record<StoredAs, string>> = {
  xml: `import xml.etree.ElementTree as ElementTree
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa`,
  pem: `from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding`,
}

const pythonLoads: Readonly<Record<StoredAs, string>> = {
  xml: `def number(part):
    return int.from_bytes(base64.b64decode(key.find(part).text), "big")

key = ElementTree.parse("private-key.xml").getroot()
private_key = rsa.RSAPrivateNumbers(
    *(number(part) for part in ("P", "Q", "D", "DP", "DQ", "InverseQ")),
    rsa.RSAPublicNumbers(number("Exponent"), number("Modulus")),
).private_key()`,
  pem: `with open("private-key.pem", "rb") as file:
    private_key = serialization.load_pem_private_key(file.read(), None)`,
}

const advanced: Examples = {
  curl: ({
    origin,
    publicKeyXml,
    storedAs,
  }) => `# private-key.pem is the stored key as PEM. Needs openssl and jq.${
    storedAs === 'xml'
      ? '\n# openssl does not read the XML form: with that one take PowerShell or Python.'
      : ''
  }
API='${origin}/api/v3'
PUBLIC='${publicKeyXml}'

# 1. The console encrypts a code with the public key.
SEALED=$(curl -s "$API/token" -d grant_type=public_key \\
  --data-urlencode "public_key=$(printf %s "$PUBLIC" | base64 | tr -d '\\n')" | jq -r .encrypted_code)
# 2. Only the private key can open it.
CODE=$(printf %s "$SEALED" | base64 -d |
  openssl pkeyutl -decrypt -inkey private-key.pem -pkeyopt rsa_padding_mode:oaep)
# 3. Within 30 seconds the code signs in.
TOKEN=$(curl -s "$API/token" -d grant_type=authorization_code \\
  --data-urlencode "code=$CODE" | jq -r .access_token)
curl "$API/users/me" -H "Authorization: Bearer $TOKEN"`,

  PowerShell: ({ origin, publicKeyXml, storedAs }) => `# ${storedKey[storedAs].PowerShell}
$api = '${origin}/api/v3'
$public = '${publicKeyXml}'

# 1. The console encrypts a code with the public key.
$sealed = Invoke-RestMethod "$api/token" -Method Post -Body @{
  grant_type = 'public_key'
  public_key = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($public))
}
# 2. Only the private key can open it.
$rsa = [Security.Cryptography.RSA]::Create()
${storedAs === 'xml' ? '$rsa.FromXmlString((Get-Content private-key.xml -Raw))' : '$rsa.ImportFromPem((Get-Content private-key.pem -Raw))'}
$code = [Text.Encoding]::UTF8.GetString($rsa.Decrypt(
  [Convert]::FromBase64String($sealed.encrypted_code),
  [Security.Cryptography.RSAEncryptionPadding]::OaepSHA1))
# 3. Within 30 seconds the code signs in.
$token = Invoke-RestMethod "$api/token" -Method Post -Body @{
  grant_type = 'authorization_code'; code = $code
}
Invoke-RestMethod "$api/users/me" -Headers @{
  Authorization = "Bearer $($token.access_token)"
}`,

  Python: ({ origin, publicKeyXml, storedAs }) => `# ${storedKey[storedAs].Python}
import base64, json, urllib.parse, urllib.request
${pythonImports[storedAs]}

API = "${origin}/api/v3"
PUBLIC = "${publicKeyXml}"

def token(**form):
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(API + "/token", body) as answer:
        return json.load(answer)

${pythonLoads[storedAs]}

# 1. The console encrypts a code with the public key.
public_key = base64.b64encode(PUBLIC.encode()).decode()
sealed = base64.b64decode(token(grant_type="public_key", public_key=public_key)["encrypted_code"])
# 2. Only the private key can open it.
oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
code = private_key.decrypt(sealed, oaep).decode()
# 3. Within 30 seconds the code signs in.
signed_in = token(grant_type="authorization_code", code=code)

request = urllib.request.Request(API + "/users/me")
request.add_header("Authorization", "Bearer " + signed_in["access_token"])
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))`,
}

/** The whole example as text, ready to be copied. */
export function exampleOf(language: Language, facts: ExampleFacts): string {
  return (facts.keyType === 'simple' ? simple : advanced)[language](facts)
}
