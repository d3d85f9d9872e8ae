// What hostile code in the app's page would try, as scripts for its main world, and a listener on this computer that counts who came.
import net, { type AddressInfo } from 'node:net'
import type { AppProcess } from './app-process'

export interface Listener {
  readonly port: number
  /** Connections so far, of any protocol. */
  connections(): number
  close(): Promise<void>
}

export async function listen(): Promise<Listener> {
  let count = 0
  const server = net.createServer((socket) => {
    count += 1
    socket.on('error', () => {}).destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Runs a script in the page as if the person had just clicked: most ways out need that. */
export const inPage = (app: AppProcess, code: string): Promise<unknown> =>
  app.electron.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script, true) ?? null,
    code,
  )

/** Each throws when the policy refuses it; all write to `window.hit` when they run. */
export const codeInjections: Readonly<Record<string, string>> = {
  eval: "eval('window.hit = 1')",
  'new Function': "new Function('window.hit = 1')()",
  'an async function made of text': "Object.getPrototypeOf(async () => {}).constructor('window.hit = 1')()",
  innerHTML: "document.createElement('div').innerHTML = '<img src=x onerror=\"window.hit = 1\">'",
  outerHTML:
    "{ const one = document.createElement('div'); document.body.append(one); one.outerHTML = '<p>x</p>' }",
  insertAdjacentHTML: "document.body.insertAdjacentHTML('beforeend', '<p>x</p>')",
  'document.write': "document.write('<script>window.hit = 1</script>')",
  createContextualFragment: "document.createRange().createContextualFragment('<p>x</p>')",
  DOMParser: "new DOMParser().parseFromString('<p>x</p>', 'text/html')",
  srcdoc: "document.createElement('iframe').srcdoc = '<script>parent.hit = 1</script>'",
  'setAttribute srcdoc': "document.createElement('iframe').setAttribute('srcdoc', '<p>x</p>')",
  'address of a script': "document.createElement('script').src = 'app://main/x.js'",
  'text of a script': "document.createElement('script').text = 'window.hit = 1'",
  'a worker': "new Worker('app://main/x.js')",
  'a worker of a blob': "new Worker(URL.createObjectURL(new Blob(['1'])))",
  'a shared worker': "new SharedWorker('app://main/x.js')",
  'a policy for trusted types': "trustedTypes.createPolicy('mine', { createHTML: (text) => text })",
  'execCommand insertHTML':
    "document.execCommand('insertHTML', false, '<p>x</p>') || (() => { throw new TypeError() })()",
}

/** None may run, whether it throws or not. */
export const silentInjections: Readonly<Record<string, string>> = {
  'a script of text':
    "{ const one = document.createElement('script'); one.append('window.hit = 1'); document.head.append(one) }",
  'a script of data':
    "{ const one = document.createElement('script'); one.setAttribute('src', 'data:text/javascript,window.hit=1'); document.head.append(one) }",
  'an inline handler':
    "{ const one = document.createElement('button'); one.setAttribute('onclick', 'window.hit = 1'); document.body.append(one); one.click(); one.remove() }",
  'a link to javascript:':
    "{ const one = document.createElement('a'); one.href = 'javascript:window.hit=1'; document.body.append(one); one.click(); one.remove() }",
  'location to javascript:': "location.href = 'javascript:window.hit=1'",
  'a timer of text': "setTimeout('window.hit = 1')",
  'import of data': "import('data:text/javascript,window.hit=1')",
  'import of a blob': "import(URL.createObjectURL(new Blob(['window.hit=1'], { type: 'text/javascript' })))",
  'an inline style':
    "{ const one = document.createElement('style'); one.append('body { outline-width: 77px; outline-style: solid }'); document.head.append(one) }",
}

/** Ways to reach `TARGET`, a host with port; none may connect. */
export const networkAttempts: Readonly<Record<string, string>> = {
  fetch: "fetch('http://TARGET/')",
  'fetch without cors': "fetch('http://TARGET/', { mode: 'no-cors', keepalive: true })",
  XMLHttpRequest: "{ const one = new XMLHttpRequest(); one.open('GET', 'http://TARGET/'); one.send() }",
  beacon: "navigator.sendBeacon('http://TARGET/', 'x')",
  EventSource: "new EventSource('http://TARGET/')",
  WebSocket: "new WebSocket('ws://TARGET/')",
  WebTransport: "new WebTransport('https://TARGET/')",
  'RTCPeerConnection over TURN': `{
    const one = new RTCPeerConnection({ iceServers: [
      { urls: 'turn:TARGET?transport=tcp', username: 'a', credential: 'b' }, { urls: 'stun:TARGET' } ] })
    one.createDataChannel('x')
    one.createOffer().then((offer) => one.setLocalDescription(offer))
  }`,
  image: "new Image().src = 'http://TARGET/'",
  'image set': "{ const one = new Image(); one.srcset = 'http://TARGET/ 2x'; document.body.append(one) }",
  audio: "new Audio('http://TARGET/').play()",
  font: "new FontFace('x', 'url(http://TARGET/)').load()",
  'style address': "document.body.style.backgroundImage = 'url(http://TARGET/)'",
  ...Object.fromEntries(
    [
      'stylesheet',
      'prefetch',
      'preconnect',
      'dns-prefetch',
      'modulepreload',
      'preload',
      'manifest',
      'icon',
    ].map((rel) => [
      `link ${rel}`,
      `{ const one = document.createElement('link'); one.rel = '${rel}'; one.as = 'image'; one.href = 'http://TARGET/'; document.head.append(one) }`,
    ]),
  ),
  ...Object.fromEntries(
    ['iframe', 'embed'].map((name) => [
      name,
      `{ const one = document.createElement('${name}'); one.setAttribute('src', 'http://TARGET/'); document.body.append(one) }`,
    ]),
  ),
  object:
    "{ const one = document.createElement('object'); one.setAttribute('data', 'http://TARGET/'); document.body.append(one) }",
  'svg use':
    "{ const svg = 'http://www.w3.org/2000/svg'; const one = document.createElementNS(svg, 'svg'); const use = document.createElementNS(svg, 'image'); use.setAttribute('href', 'http://TARGET/'); one.append(use); document.body.append(one) }",
  'service worker': "navigator.serviceWorker.register('app://main/x.js')",
  'form post':
    "{ const one = document.createElement('form'); one.method = 'post'; one.action = 'http://TARGET/'; document.body.append(one); one.submit() }",
  'form button in a new window':
    "{ const one = document.createElement('form'); one.action = 'http://TARGET/'; one.target = '_blank'; document.body.append(one); one.requestSubmit() }",
  'meta refresh':
    "{ const one = document.createElement('meta'); one.httpEquiv = 'refresh'; one.content = '0;url=http://TARGET/'; document.head.append(one) }",
  base: "{ const one = document.createElement('base'); one.href = 'http://TARGET/'; document.head.append(one); fetch('x'); new Image().src = 'x' }",
  'location.href': "location.href = 'http://TARGET/'",
  'location.replace': "location.replace('http://TARGET/')",
  'a link':
    "{ const one = document.createElement('a'); one.href = 'http://TARGET/'; document.body.append(one); one.click() }",
  'a link to a new window':
    "{ const one = document.createElement('a'); one.href = 'http://TARGET/'; one.target = '_blank'; document.body.append(one); one.click() }",
  'a link with ping':
    "{ const one = document.createElement('a'); one.href = 'http://TARGET/'; one.ping = 'http://TARGET/'; document.body.append(one); one.click() }",
  'a download':
    "{ const one = document.createElement('a'); one.href = 'http://TARGET/'; one.download = 'x'; document.body.append(one); one.click() }",
  'a download of a blob':
    "{ const one = document.createElement('a'); one.href = URL.createObjectURL(new Blob(['x'])); one.download = 'keywright-hostile.txt'; document.body.append(one); one.click() }",
  'window.open': "window.open('http://TARGET/')",
  'window.open of a file': "window.open('file:///etc/passwd')",
  'window.open with features': "window.open('http://TARGET/', 'x', 'width=10,noopener')",
  'open into the window itself': "window.open('http://TARGET/', '_self')",
  speculation:
    "{ const one = document.createElement('script'); one.type = 'speculationrules'; one.append(JSON.stringify({ prefetch: [{ source: 'list', urls: ['http://TARGET/'] }] })); document.head.append(one) }",
}

/** What the Permissions API knows by name. */
export const permissionNames = [
  'accelerometer',
  'accessibility-events',
  'background-fetch',
  'background-sync',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'geolocation',
  'gyroscope',
  'idle-detection',
  'keyboard-lock',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'nfc',
  'notifications',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointer-lock',
  'push',
  'screen-wake-lock',
  'storage-access',
  'window-management',
] as const

/** Each uses what a permission guards; none may work. */
export const permissionUses: Readonly<Record<string, string>> = {
  camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
  microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
  screen: 'navigator.mediaDevices.getDisplayMedia({ video: true })',
  geolocation: 'new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))',
  'clipboard read': 'navigator.clipboard.readText()',
  'clipboard write': "navigator.clipboard.writeText('x')",
  notification:
    "Notification.requestPermission().then((state) => { if (state !== 'granted') throw new Error(state) })",
  fullscreen: 'document.documentElement.requestFullscreen()',
  'pointer lock': 'document.documentElement.requestPointerLock()',
  'wake lock': "navigator.wakeLock.request('screen')",
  midi: 'navigator.requestMIDIAccess({ sysex: true })',
  usb: 'navigator.usb.requestDevice({ filters: [] })',
  hid: "navigator.hid.requestDevice({ filters: [] }).then((all) => { if (all.length === 0) throw new Error('none') })",
  serial: 'navigator.serial.requestPort()',
  bluetooth: 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
  fonts: "queryLocalFonts().then((all) => { if (all.length === 0) throw new Error('none') })",
  'kept storage': "navigator.storage.persist().then((kept) => { if (!kept) throw new Error('not kept') })",
}
