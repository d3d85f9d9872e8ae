// What a person or a tool may read without a token: a short page and the OpenAPI file.
import { createHash } from 'node:crypto'
import { apiRoot, openapiText } from '../api/definition'
import type { Answer } from '../api/exchange'

const style =
  'body{font:16px/1.5 system-ui;max-width:42rem;margin:3rem auto;padding:0 1rem}code{font-size:.95em}'
const styleHash = createHash('sha256').update(style).digest('base64')

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox console</title><style>${style}</style></head>
<body><h1>Sandbox console</h1>
<p>A stand-in for the REST API v3 of a Veeam Service Provider Console server, for development and tests of Keywright.
It is not the product and holds only invented data.</p>
<ul><li>Base address: <code>${apiRoot}</code></li>
<li>Description: <a href="${apiRoot}/openapi.yaml">openapi.yaml</a></li>
<li>Sign-in: <code>POST ${apiRoot}/token</code> with the accounts that it printed when it started</li></ul>
</body></html>
`

const files: Readonly<Record<string, { type: string; body: string }>> = {
  '/api': { type: 'text/html; charset=utf-8', body: page },
  '/api/openapi.yaml': { type: 'application/yaml; charset=utf-8', body: openapiText },
  [`${apiRoot}/openapi.yaml`]: { type: 'application/yaml; charset=utf-8', body: openapiText },
}

export function pageAnswer(method: string, pathname: string): Answer | null {
  const file = method === 'GET' ? files[pathname.replace(/\/$/, '')] : undefined
  if (file === undefined) return null
  return {
    status: 200,
    headers: {
      'content-type': file.type,
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'`,
    },
    body: file.body,
  }
}
