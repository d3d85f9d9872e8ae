// Every pasted form of an address becomes one origin or a reason (N-09).
import { expect, it } from 'vitest'
import { readAddress } from '../../../src-shared/address'

const origins: readonly (readonly [string, string])[] = [
  ['vspc.example', 'https://vspc.example:1280'],
  ['VSPC.Example', 'https://vspc.example:1280'],
  ['  vspc.example \n', 'https://vspc.example:1280'],
  ['"vspc.example"', 'https://vspc.example:1280'],
  ['<https://vspc.example>', 'https://vspc.example:1280'],
  ['vspc.example:9999', 'https://vspc.example:9999'],
  ['vspc:1280', 'https://vspc:1280'],
  ['vspc.example:', 'https://vspc.example:1280'],
  ['https://vspc.example', 'https://vspc.example:1280'],
  ['https://vspc.example/', 'https://vspc.example:1280'],
  ['HTTPS://vspc.example/api', 'https://vspc.example:1280'],
  ['https://vspc.example:1280/api/', 'https://vspc.example:1280'],
  ['https://vspc.example:1280/api/v3', 'https://vspc.example:1280'],
  ['https://vspc.example:1280/api/v3/users/me?select=[]', 'https://vspc.example:1280'],
  ['vspc.example/api/v3', 'https://vspc.example:1280'],
  ['https://vspc.example:1280/#/configuration/keys', 'https://vspc.example:1280'],
  ['https://vspc.example:1280#/login', 'https://vspc.example:1280'],
  ['https://vspc.example?x=y@z', 'https://vspc.example:1280'],
  ['https://vspc.example:443', 'https://vspc.example:443'],
  ['https:\\\\vspc.example\\api', 'https://vspc.example:1280'],
  ['//vspc.example/api', 'https://vspc.example:1280'],
  ['https://https://vspc.example', 'https://vspc.example:1280'],
  ['10.0.0.7', 'https://10.0.0.7:1280'],
  ['10.0.0.7:8443/api', 'https://10.0.0.7:8443'],
  ['[2001:db8::7]', 'https://[2001:db8::7]:1280'],
  ['[2001:DB8:0:0:0:0:0:7]:4430', 'https://[2001:db8::7]:4430'],
  ['2001:db8::7', 'https://[2001:db8::7]:1280'],
  ['https://[::1]/api/v3', 'https://[::1]:1280'],
  ['my_host-1.local', 'https://my_host-1.local:1280'],
  ['vspc.example.', 'https://vspc.example.:1280'],
  ['bücher.example', 'https://xn--bcher-kva.example:1280'],
  // The second letter is Cyrillic: a look-alike is shown as what it is.
  ['vѕpc.example', 'https://xn--vpc-fhd.example:1280'],
  ['https://vspc.example:65535', 'https://vspc.example:65535'],
]

it.each(origins)('%j is %s', (text, origin) => {
  expect(readAddress(text)).toEqual({ kind: 'origin', origin })
})

it.each(origins)('reading the origin of %j again gives the same', (_, origin) => {
  expect(readAddress(origin)).toEqual({ kind: 'origin', origin })
})

const invalid: readonly (readonly [string, string])[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['https://', 'empty'],
  ['file:///etc/passwd', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['JavaScript://vspc.example/%0aalert(1)', 'scheme'],
  ['data:text/html,x', 'scheme'],
  ['ftp://vspc.example', 'scheme'],
  ['app://main', 'scheme'],
  ['mailto:a@b.example', 'scheme'],
  ['https://user:pass@vspc.example', 'user-info'],
  ['user@vspc.example', 'user-info'],
  ['https://vspc.example@evil.example', 'user-info'],
  ['https://vspc.example:0', 'port'],
  ['vspc.example:65536', 'port'],
  ['vspc.example:port', 'port'],
  ['vspc.example:-1', 'port'],
  ['vspc.example:1280x', 'port'],
  ['[fe80::1%eth0]', 'zone'],
  ['fe80::1%25eth0', 'zone'],
  ['vspc .example', 'host'],
  ['a:b:c', 'host'],
  ['[::1', 'host'],
  ['[::1]x', 'host'],
  ['vspc..example', 'host'],
  ['.', 'host'],
  ['1280', 'host'],
  ['0x7f.1', 'host'],
  ['vspc!example', 'host'],
  [`${'a'.repeat(300)}.example`, 'host'],
  ['/api/v3', 'host'],
]

it.each(invalid)('%j is refused: %s', (text, reason) => {
  expect(readAddress(text)).toEqual({ kind: 'refused', code: 'address-invalid', reason })
})

it.each([
  'http://vspc.example',
  'HTTP://vspc.example:1280/api',
  'http:vspc.example',
  'https://http://vspc.example',
])('%j is not secure', (text) =>
  expect(readAddress(text)).toEqual({ kind: 'refused', code: 'address-insecure' }),
)
