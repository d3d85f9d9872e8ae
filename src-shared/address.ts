// Turns whatever a person pastes as a console's address into one origin, or says why it is none. No zod: the page uses it too.

export type AddressReading =
  | { readonly kind: 'origin'; readonly origin: string }
  | {
      readonly kind: 'refused'
      readonly code: 'address-invalid'
      readonly reason: 'empty' | 'scheme' | 'user-info' | 'port' | 'host' | 'zone'
    }
  | { readonly kind: 'refused'; readonly code: 'address-insecure' }

/** REST v3 listens where the web console does; the port is chosen at installation (vspc-rest.md section 2). */
const defaultPort = 1280

/** Schemes that people and attackers paste without `//`; any other word before a colon is a host. */
const otherSchemes = /^(javascript|data|file|mailto|vbscript|about|blob|ftp|ws|wss|app|ssh):/i

const refused = (reason: Extract<AddressReading, { code: 'address-invalid' }>['reason']): AddressReading => ({
  kind: 'refused',
  code: 'address-invalid',
  reason,
})

/** Host and port text of `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address. */
function splitAuthority(authority: string): { host: string; port: string } | null {
  if (authority.startsWith('[')) {
    const match = /^(\[[^\]]*\])(?::(.*))?$/.exec(authority)
    return match === null ? null : { host: match[1] ?? '', port: match[2] ?? '' }
  }
  const colons = authority.split(':').length - 1
  if (colons > 1) return { host: `[${authority}]`, port: '' }
  const [host = '', port = ''] = authority.split(':')
  return { host, port }
}

/** The host as it goes over the wire: punycode, lower case, compressed IPv6. Null when it is none. */
function canonicalHost(host: string): string | null {
  let name: string
  try {
    name = new URL(`https://${host}/`).hostname
  } catch {
    return null
  }
  if (name.startsWith('[')) return name
  // The URL parser reads `1280` or `0x7f.1` as an IPv4 address; nobody means that.
  if (/^\d+(\.\d+){3}$/.test(name)) return host === name ? name : null
  if (name.length > 253 || !/^[a-z0-9._-]+$/.test(name)) return null
  return name.split('.').every((label, index, all) => label !== '' || (index === all.length - 1 && index > 0))
    ? name
    : null
}

/**
 * Accepts a bare host, `host:port`, an https address with any path, query or fragment (`/`, `/api`, `/api/v3`, an address
 * of the portal), and IPv6. The origin always names its port, so reading it again gives the same.
 */
export function readAddress(text: string): AddressReading {
  let rest = text.trim().replace(/^[<"'“]+|[>"'”]+$/g, '')
  if (rest === '') return refused('empty')
  while (/^https:[\\/]*/i.test(rest) && !/^https:\d+([/\\?#]|$)/i.test(rest))
    rest = rest.replace(/^https:[\\/]*/i, '')
  if (/^http:/i.test(rest)) return { kind: 'refused', code: 'address-insecure' }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(rest) || otherSchemes.test(rest)) return refused('scheme')
  const authority = rest.replace(/^[\\/]{2,}/, '').split(/[/\\?#]/, 1)[0] ?? ''
  if (authority === '') return refused(rest === '' ? 'empty' : 'host')
  if (authority.includes('@')) return refused('user-info')
  const parts = splitAuthority(authority)
  if (parts === null) return refused('host')
  if (parts.host.startsWith('[') && parts.host.includes('%')) return refused('zone')
  if (parts.port !== '' && !/^\d{1,5}$/.test(parts.port)) return refused('port')
  const port = parts.port === '' ? defaultPort : Number(parts.port)
  if (port < 1 || port > 65_535) return refused('port')
  const host = canonicalHost(parts.host)
  return host === null ? refused('host') : { kind: 'origin', origin: `https://${host}:${port}` }
}
