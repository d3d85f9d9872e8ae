// Which arguments and variables a packaged app refuses before it is ready (S-09, N-21).
import { describe, expect, it } from 'vitest'
import { type Launch, refusedAtLaunch } from '../../../src-main/window/launch-switches'

const launch = (change: Partial<Launch>) =>
  refusedAtLaunch({ argv: [], env: {}, platform: 'linux', driven: false, ...change })

describe('refusedAtLaunch', () => {
  it.each([
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=abc',
    '--remote-debugging-port=9222',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--host-rules=x',
    '--proxy-server=evil:1',
    '--proxy-pac-url=http://evil/',
    '--proxy-bypass-list=*',
    '--no-proxy-server',
    '--log-net-log=/tmp/x',
    '--ssl-key-log-file=/tmp/x',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-web-security',
    '--inspect',
    '--inspect=0',
    '--inspect-brk=0.0.0.0:1',
    '--inspect-port=1',
    '--user-data-dir=/tmp/x',
    '--enable-logging',
    '--load-extension=/tmp/x',
    '--gpu-launcher=sh',
    '--renderer-cmd-prefix=sh',
    '--utility-cmd-prefix=sh',
    '--require=/tmp/x.js',
    '-r',
    '-e',
    '--unknown-of-tomorrow',
    '--',
    '-',
    '--IGNORE-CERTIFICATE-ERRORS',
    '--lang-of-evil=1',
    '--lang\u200b=x',
  ])('refuses %s', (argument) => {
    expect(launch({ argv: [argument] })).toHaveLength(1)
  })
  it.each([
    '--force-renderer-accessibility',
    '--force-device-scale-factor=2',
    '--high-dpi-support=1',
    '--lang=de',
    '--ozone-platform-hint=auto',
    '--ozone-platform=wayland',
    '--disable-gpu',
    '-lang=de',
    'some-file.txt',
    '',
  ])('lets %j through', (argument) => {
    expect(launch({ argv: [argument] })).toEqual([])
  })
  it('takes a slash for a switch on Windows only', () => {
    expect(launch({ argv: ['/no-sandbox'], platform: 'win32' })).toEqual(['--no-sandbox'])
    expect(launch({ argv: ['/home/me/file'] })).toEqual([])
  })
  it('knows the serial number of old macOS', () => {
    expect(launch({ argv: ['-psn_0_12345'], platform: 'darwin' })).toEqual([])
    expect(launch({ argv: ['-psn_0_12345'] })).toHaveLength(1)
    expect(launch({ argv: ['-psn_0_12345 --no-sandbox'], platform: 'darwin' })).toHaveLength(1)
  })
  it.each([
    'SSLKEYLOGFILE',
    'sslkeylogfile',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_ENABLE_LOGGING',
    'KEYWRIGHT_CONNECT',
  ])('refuses the variable %s', (name) => {
    expect(launch({ env: { [name]: '1' } })).toEqual([name])
  })
  it.each(['PATH', 'HOME', 'LANG', 'MY_NODE_OPTIONS', 'SSLKEYLOGFILE2'])('lets %s be', (name) => {
    expect(launch({ env: { [name]: '1' } })).toEqual([])
  })
  it('names everything that it refuses', () => {
    expect(launch({ argv: ['--inspect=1', '--lang=de', '--no-sandbox'], env: { NODE_OPTIONS: '' } })).toEqual(
      ['--inspect', '--no-sandbox', 'NODE_OPTIONS'],
    )
  })
  it('gives a driven test copy its driver’s switches and nothing else', () => {
    expect(launch({ argv: ['--inspect=0', '--remote-debugging-port=0'], driven: true })).toEqual([])
    expect(launch({ argv: ['--inspect=0', '--disable-web-security'], driven: true })).toHaveLength(1)
  })
})
