// The headers of the app's page: what its document may load, run and reach (S-03, decisions D2).

/** No `webrtc` directive (S-03 lists it): Chromium does not know it and complains; web-guard.ts cuts WebRTC off instead. */
const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  'frame-src app://reveal',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

export const pagePolicy = directives.join('; ')

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
}
