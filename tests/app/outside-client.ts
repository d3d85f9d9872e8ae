// A console client that shares nothing with the app: node:https, used to prove that delivered keys really work.
import { constants, createPrivateKey, createPublicKey, privateDecrypt } from 'node:crypto'
import https from 'node:https'

interface Answer {
  readonly status: number
  readonly body: string
}

function send(url: string, method: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, rejectUnauthorized: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Status of `GET /users/me` with a bearer, and the user it names. */
export async function whoAmI(
  origin: string,
  bearer: string,
): Promise<{ status: number; userName: string | null; userUid: string }> {
  const answer = await send(`${origin}/api/v3/users/me`, 'GET', { authorization: `Bearer ${bearer}` })
  const data =
    answer.status === 200
      ? (JSON.parse(answer.body) as { data: { instanceUid: string; userName: string } }).data
      : null
  return { status: answer.status, userName: data?.userName ?? null, userUid: data?.instanceUid ?? '' }
}

const token = async (origin: string, form: Record<string, string>) => {
  const body = new URLSearchParams(form).toString()
  const answer = await send(
    `${origin}/api/v3/token`,
    'POST',
    { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  )
  return {
    status: answer.status,
    ...(JSON.parse(answer.body) as { access_token?: string; encrypted_code?: string }),
  }
}

export async function passwordToken(origin: string, userName: string, password: string): Promise<string> {
  const answer = await token(origin, { grant_type: 'password', username: userName, password })
  if (!answer.access_token) throw new Error(`sign-in answered ${answer.status}`)
  return answer.access_token
}

const base64Url = (text: string) => text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** Reads PKCS#8 PEM or .NET `<RSAKeyValue>` XML. */
function readPrivateKey(text: string) {
  if (text.includes('BEGIN')) return createPrivateKey(text)
  const part = (name: string) => base64Url(new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? '')
  const jwk = {
    kty: 'RSA',
    n: part('Modulus'),
    e: part('Exponent'),
    d: part('D'),
    p: part('P'),
    q: part('Q'),
  }
  return createPrivateKey({
    key: { ...jwk, dp: part('DP'), dq: part('DQ'), qi: part('InverseQ') },
    format: 'jwk',
  })
}

const toBase64 = (text: string) => Buffer.from(text, 'base64url').toString('base64')

/** The challenge flow of vspc-rest.md 9.6 with a private key file's text; answers the access token or null. */
export async function advancedToken(origin: string, privateKeyText: string): Promise<string | null> {
  const key = readPrivateKey(privateKeyText)
  const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' })
  const xml = `<RSAKeyValue><Modulus>${toBase64(n)}</Modulus><Exponent>${toBase64(e)}</Exponent></RSAKeyValue>`
  const challenge = await token(origin, {
    grant_type: 'public_key',
    public_key: Buffer.from(xml).toString('base64'),
  })
  if (!challenge.encrypted_code) return null
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  const code = privateDecrypt(
    { key, padding, oaepHash: 'sha1' },
    Buffer.from(challenge.encrypted_code, 'base64'),
  )
  const answer = await token(origin, { grant_type: 'authorization_code', code: code.toString('utf8') })
  return answer.access_token ?? null
}

/** One request of the REST API with a bearer, as another program makes it; answers `data` with ids as text, throws what is not a success. */
export async function outsideRequest(
  origin: string,
  bearer: string,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
  const text = body === undefined ? '' : JSON.stringify(body)
  const answer = await send(`${origin}/api/v3${path}`, method, headers, text)
  if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}`)
  // Some ids are longer than a number can hold.
  return (JSON.parse(answer.body.replace(/"id":\s*(\d+)/g, '"id":"$1"')) as { data: unknown }).data
}
