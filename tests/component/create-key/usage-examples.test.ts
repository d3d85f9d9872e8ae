// The examples hold the console's address, the public half where needed, and a placeholder, never a key.
import { expect, it } from 'vitest'
import { exampleOf, languages, placeholders } from '../../../src-renderer/create-key/usage-examples'

const origin = 'https://vspc.northgate.example:1280'
const publicKeyXml = '<RSAKeyValue><Modulus>nD6No6tf</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>'

it.each(languages)('%s: a Simple key is sent as bearer of the first read', (language) => {
  const text = exampleOf(language, { keyType: 'simple', origin, storedAs: 'xml', publicKeyXml: '' })
  expect(text).toContain(`${origin}/api/v3/users/me`)
  expect(text).toMatch(/Bearer/)
  expect(text).toContain(placeholders.simple)
})

it.each(languages.flatMap((language) => [[language, 'xml'] as const, [language, 'pem'] as const]))(
  '%s, stored as %s: an Advanced key answers the challenge for the registered text',
  (language, storedAs) => {
    const text = exampleOf(language, { keyType: 'advanced', origin, storedAs, publicKeyXml })
    expect(text).toContain(publicKeyXml)
    expect(text).toContain(placeholders.advanced)
    for (const grant of ['public_key', 'authorization_code', 'encrypted_code']) expect(text).toContain(grant)
    if (language !== 'curl') expect(text).toContain(`private-key.${storedAs}`)
  },
)
