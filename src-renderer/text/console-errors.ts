// Words for failures on the way to a console, and of the console itself.
import type { FailureCode } from '../../src-shared/errors'
import { byReason, type ErrorText, say, type Words } from './error-words'

const address = (title: string, next: string): ErrorText => ({
  title,
  meaning: 'Nothing was sent.',
  next,
})

const unreachable = (meaning: string, next: string): ErrorText => ({
  title: 'The console could not be reached',
  meaning,
  next,
})

export const consoleErrors = {
  'address-invalid': byReason(
    {
      empty: address(
        'An address is needed',
        'Enter the address of the console, for example vspc.example.com.',
      ),
      scheme: address(
        'Only https addresses can be used',
        'Enter the address with https://, or without anything before the name.',
      ),
      'user-info': address(
        'The address holds a user name or password',
        'Remove the part before the @. You sign in in the next step.',
      ),
      port: address('The port cannot be used', 'Enter a port from 1 to 65535, or none for 1280.'),
      host: address(
        'This is not the name of a computer',
        'Check the name or the IP address for typing errors.',
      ),
      zone: address('Zones of IPv6 addresses cannot be used', 'Remove the part after the %, or use a name.'),
    },
    address(
      'This is not an address of a console',
      'Copy the address from the browser that shows the portal.',
    ),
  ),
  'address-insecure': say(
    'Plain http is not used',
    'Over http, anyone on the way could read your password and keys. Nothing was sent.',
    'Enter the address with https://, or without anything before the name.',
  ),
  unreachable: byReason(
    {
      dns: unreachable(
        'No computer with this name was found.',
        'Check the name for typing errors, and whether you need a VPN.',
      ),
      refused: unreachable(
        'The computer is there, but it refused the connection on this port.',
        'Check the port (1280 unless it was changed) and whether the console is running.',
      ),
      reset: unreachable(
        'The connection was ended in the middle.',
        'Try again. If it happens every time, ask whoever runs the network about a firewall.',
      ),
      proxy: unreachable(
        'The proxy of this computer did not let the connection through.',
        'Check the proxy settings of the system, or ask whoever runs the network.',
      ),
    },
    unreachable('There was no answer from the network.', 'Check your connection, then try again.'),
  ),
  timeout: (detail) => ({
    title: 'The console did not answer in time',
    meaning:
      typeof detail.seconds === 'number'
        ? `Nothing came back within ${detail.seconds} seconds.`
        : 'Nothing came back.',
    next: 'Try again. If it happens every time, ask the console’s administrator whether it is overloaded.',
  }),
  'tls-untrusted': say(
    'The certificate is not trusted',
    'No authority that this computer knows vouches for this console. Nothing was sent.',
    'Compare the fingerprint with the console’s administrator before you trust it.',
  ),
  'tls-changed': (detail) => ({
    title: 'The certificate has changed',
    meaning: 'The console shows another certificate than the one you trusted. Nothing was sent.',
    next:
      detail.locked === true
        ? 'Sign out to review the new certificate, and compare it with the console’s administrator.'
        : 'Review the new certificate and compare it with the console’s administrator.',
  }),
  'tls-failed': say(
    'No secure connection could be made',
    'Something answered, but it does not speak HTTPS in a way that can be trusted.',
    'Check the port. An address that works in the browser with https:// works here too.',
  ),
  'not-a-console': say(
    'This is not a Service Provider Console',
    'Something answered at this address, but not the REST API of the console.',
    'Check the port: the REST API answers on 1280 unless it was changed.',
  ),
  'bad-response': say(
    'The console’s answer could not be read',
    'It was not what the REST API describes, so it was not used.',
    'Try again. If it happens every time, tell your administrator the details below.',
  ),
  'server-fault': say(
    'The console reported a fault of its own',
    'It could not carry out the request.',
    'Try again in a few minutes. If it goes on, tell the console’s administrator.',
  ),
  'rate-limited': (detail) => ({
    title: 'The console asks for a pause',
    meaning: 'It had too many requests, from here or from others.',
    next:
      typeof detail.retryAfterSeconds === 'number'
        ? `Try again in ${detail.retryAfterSeconds} seconds.`
        : 'Try again in a minute.',
  }),
} satisfies Partial<Record<FailureCode, Words>>
