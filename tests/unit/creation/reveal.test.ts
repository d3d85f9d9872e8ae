// The one gate: tickets, one document each, the nonce, each format shown once, and 410 for ever after the end.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createReveal, type Reveal, type RevealHost, type Take } from '../../../src-main/creation/reveal'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { createCell } from '../../../src-shared/cell'
import type { RevealFacts } from '../../../src-shared/creation'
import { AppError } from '../../../src-shared/errors'
import { defaultSettings, type Settings } from '../../../src-shared/settings'
import { createHandClock, type HandClock } from '../../doubles/hand-clock'
import { createSilentLog } from '../../doubles/silent-log'

const secret = 'canary-310cfbbe3fc81274-aZ3kQ9xV7bN2mW5r'
const simpleFacts: RevealFacts = {
  keyType: 'simple',
  readOnly: true,
  bits: null,
  length: secret.length,
  consoleName: 'EU-1',
}
const works = { kind: 'works', userName: 'pia', readOnly: true, at: '2026-01-12T09:00:00.000Z' } as const
const settings = createCell<Settings>({ ...defaultSettings, theme: 'dark' })
const page = {
  document: async ({ nonce, theme }: { nonce: string; theme: string }) => `nonce=${nonce} theme=${theme}`,
  asset: async (name: string) =>
    name === '/assets/reveal.js' ? { body: Buffer.from('js'), type: 'text/javascript' } : null,
}

let events: string[]
let clock: HandClock
let reveal: Reveal
let log: ReturnType<typeof createSilentLog>
let allow: () => Promise<void>
let host: RevealHost
let taken: Buffer[]

beforeEach(() => {
  events = []
  taken = []
  clock = createHandClock()
  log = createSilentLog()
  allow = async () => {}
  let count = 0
  const newTicket = () => {
    count += 1
    return `ticket-${count}`
  }
  reveal = createReveal({ page, settings, newTicket, clock, log })
  const take = async (take_: Take) => {
    const text = await take_()
    taken.push(text)
    return text
  }
  host = {
    beforeRelease: async (kind) => {
      events.push(`line ${kind}`)
      await allow()
    },
    shown: () => events.push('shown'),
    async copy(from) {
      events.push(`copied ${(await take(from)).toString()}`)
      return { seconds: 60 }
    },
    async save(from, format) {
      events.push(`saved ${format} ${(await take(from)).toString().slice(0, 6)}`)
      return { fileName: 'a.txt', folder: '/home/pia', copiedBy: null }
    },
    test: async () => works,
    keepClipboard: () => ({ seconds: 300 }),
    frameGone: () => events.push('frame gone'),
  }
})

const cellOf = (text: string | Buffer) => SecretCell.fromBytes(Buffer.from(text))
const get = (url: string) => reveal.handle(new Request(url))
/** Loads the document and returns its nonce. */
async function load(url: string): Promise<string> {
  const html = await (await get(url)).text()
  return /nonce=(\S+)/.exec(html)?.[1] ?? ''
}
const post = (url: string, nonce: string | null, headers: Record<string, string> = {}) =>
  reveal.handle(
    new Request(url, {
      method: 'POST',
      headers: { ...(nonce === null ? {} : { 'x-reveal-nonce': nonce }), ...headers },
    }),
  )
const issue = (facts = simpleFacts, cell = cellOf(secret)) => reveal.issue(cell, facts, host)

describe('the document', () => {
  it('is served once per ticket, with nonce, theme and the strict policy', async () => {
    const url = issue()
    expect(url).toBe('app://reveal/ticket-1')
    const first = await get(url)
    expect(first.status).toBe(200)
    expect(await first.text()).toBe('nonce=ticket-2 theme=dark')
    const policy = first.headers.get('content-security-policy') ?? ''
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      'frame-ancestors app://main',
      "form-action 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
      expect(policy.split('; ')).toContain(part)
    expect(policy).not.toContain('unsafe')
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await get(url)).status).toBe(410)
    expect((await get(url)).status).toBe(410)
  })

  it('loses one of two loads in the same tick', async () => {
    const url = issue()
    const both = await Promise.all([get(url), get(url)])
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 410])
  })

  it('counts as gone when it is asked for again and never started its pulse: a reload of the page', async () => {
    const url = issue()
    await load(url)
    expect((await get(url)).status).toBe(410)
    expect(events).toContain('frame gone')
  })

  it('is not gone when a second load comes while its pulse goes', async () => {
    const url = issue()
    const nonce = await load(url)
    await post(`${url}/pulse`, nonce)
    expect((await get(url)).status).toBe(410)
    expect(events).not.toContain('frame gone')
    expect((await post(`${url}/show`, nonce)).status).toBe(200)
  })

  it('is 410 for unknown, former and made-up tickets alike', async () => {
    expect((await get('app://reveal/ticket-1')).status).toBe(410)
    const former = issue()
    const current = issue()
    expect((await get(former)).status).toBe(410)
    for (const made of ['', '/', '/x', '/ticket-3/../x', '/ticket-3x', '/ticket-3/show/x', '/constructor'])
      expect((await get(`app://reveal${made}`)).status, made).toBe(410)
    expect((await get(current)).status).toBe(200)
  })

  it('gives only the files that the document names', async () => {
    expect((await get('app://reveal/assets/reveal.js')).status).toBe(200)
    for (const path of ['other.js', '../main.js', '%2e%2e/main.js', '__proto__', ''])
      expect((await get(`app://reveal/assets/${path}`)).status, path).not.toBe(200)
    expect((await post('app://reveal/assets/reveal.js', null)).status).toBe(404)
  })

  it('is refused by other methods', async () => {
    const url = issue()
    for (const method of ['POST', 'PUT', 'HEAD'])
      expect((await reveal.handle(new Request(url, { method }))).status).toBe(405)
    expect((await get(`${url}/show`)).status).toBe(405)
  })
})

describe('the nonce', () => {
  it.each(['show', 'copy', 'save', 'test', 'keep', 'pulse'])('is required for %s', async (action) => {
    const url = issue()
    const nonce = await load(url)
    for (const wrong of [null, '', 'ticket-1', `${nonce}x`, nonce.toUpperCase()])
      expect((await post(`${url}/${action}`, wrong)).status).toBe(403)
    expect(events).toEqual([])
    expect(log.names()).toContain('security.reveal-nonce')
    expect((await post(`${url}/${action}`, nonce)).status).toBe(200)
  })

  it('of a former ticket does not work', async () => {
    const old = await load(issue())
    const url = issue()
    await load(url)
    expect((await post(`${url}/show`, old)).status).toBe(403)
  })
})

describe('show', () => {
  it('flushes the line first, then hands the text out, once', async () => {
    const url = issue()
    const nonce = await load(url)
    let release: () => void = () => {}
    allow = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const asked = post(`${url}/show`, nonce)
    let answered = false
    void asked.then(() => {
      answered = true
    })
    await clock.advance(1000)
    expect(events).toEqual(['line show'])
    expect(answered).toBe(false)
    release()
    const answer = await asked
    expect(await answer.text()).toBe(secret)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(events).toEqual(['line show', 'shown'])
    expect((await post(`${url}/show`, nonce)).status).toBe(410)
  })

  it('gives it to one of two requests in the same tick', async () => {
    const url = issue()
    const nonce = await load(url)
    const both = await Promise.all([post(`${url}/show`, nonce), post(`${url}/show`, nonce)])
    const texts = await Promise.all(both.map((answer) => answer.text()))
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 410])
    expect(texts.filter((text) => text === secret)).toHaveLength(1)
  })

  it('gives XML and PEM once each, of the same key', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
    const url = issue({ ...simpleFacts, keyType: 'advanced', bits: 2048, length: null }, cellOf(der))
    const nonce = await load(url)
    const xml = await (await post(`${url}/show`, nonce)).text()
    const pem = await (await post(`${url}/show`, nonce, { 'x-reveal-format': 'pem' })).text()
    expect(xml).toMatch(/^<RSAKeyValue><Modulus>.*<\/D><\/RSAKeyValue>$/)
    expect(createPrivateKey(pem).equals(pair.privateKey)).toBe(true)
    for (const format of ['xml', 'pem'])
      expect((await post(`${url}/show`, nonce, { 'x-reveal-format': format })).status).toBe(410)
  })

  it('hands nothing out when the line cannot be written, and can be asked again', async () => {
    const url = issue()
    const nonce = await load(url)
    allow = async () => {
      throw new AppError('storage-failed', { reason: 'disk-full' })
    }
    const refused = await post(`${url}/show`, nonce)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toEqual({ failure: 'storage-failed', detail: { reason: 'disk-full' } })
    allow = async () => {}
    expect(await (await post(`${url}/show`, nonce)).text()).toBe(secret)
  })

  it('hands nothing out when the run ends while the line is written', async () => {
    const url = issue()
    const nonce = await load(url)
    allow = async () => reveal.end()
    for (const action of ['show', 'copy', 'save', 'test'])
      expect((await post(`${url}/${action}`, nonce)).status).toBe(410)
    expect(events).toEqual(['line show'])
  })
})

describe('copy, save, test, keep', () => {
  it('come from the cell, again and again', async () => {
    const url = issue()
    const nonce = await load(url)
    expect(await (await post(`${url}/copy`, nonce)).json()).toEqual({ seconds: 60 })
    expect(await (await post(`${url}/copy`, nonce)).json()).toEqual({ seconds: 60 })
    expect(await (await post(`${url}/save`, nonce)).json()).toEqual({
      saved: { fileName: 'a.txt', folder: '/home/pia', copiedBy: null },
    })
    expect(await (await post(`${url}/test`, nonce)).json()).toEqual({ verdict: works })
    expect(await (await post(`${url}/keep`, nonce)).json()).toEqual({ seconds: 300 })
    expect(events).toEqual([
      'line copy',
      `copied ${secret}`,
      'line copy',
      `copied ${secret}`,
      'line save',
      'saved xml canary',
      'line test',
    ])
    expect((await post(`${url}/done`, nonce)).status).toBe(404)
    expect((await post(`${url}/toString`, nonce)).status).toBe(404)
  })

  it('runs one of a kind at a time', async () => {
    const url = issue()
    const nonce = await load(url)
    let close: () => void = () => {}
    allow = () =>
      new Promise((resolve) => {
        close = resolve
      })
    const first = post(`${url}/save`, nonce)
    await clock.advance(0)
    const second = await post(`${url}/save`, nonce)
    expect(await second.json()).toEqual({ failure: 'busy' })
    close()
    expect((await first).status).toBe(200)
  })

  it('says only the code of a failure', async () => {
    host = {
      ...host,
      copy: async () => {
        throw new Error(`boom ${secret}`)
      },
    }
    const url = issue()
    const answer = await post(`${url}/copy`, await load(url))
    expect(await answer.json()).toEqual({ failure: 'internal', detail: {} })
    expect(JSON.stringify(log.lines)).not.toContain(secret)
  })
})

describe('the end', () => {
  it('makes everything 410 for ever', async () => {
    const url = issue()
    const nonce = await load(url)
    await post(`${url}/show`, nonce)
    reveal.end()
    expect((await get(url)).status).toBe(410)
    for (const action of ['show', 'copy', 'save', 'test', 'keep', 'pulse', ''])
      expect((await post(`${url}/${action}`, nonce)).status).toBe(410)
  })

  it('of the document is noticed by its pulse', async () => {
    const url = issue()
    const nonce = await load(url)
    const pulse = await post(`${url}/pulse`, nonce)
    expect((await post(`${url}/pulse`, nonce)).status).toBe(410)
    await pulse.body?.cancel()
    expect(events).toEqual(['frame gone'])
    expect((await post(`${url}/show`, nonce)).status).toBe(410)
  })

  it('is told to the document, with news before', async () => {
    const url = issue()
    const pulse = await post(`${url}/pulse`, await load(url))
    reveal.tell({ clipboard: 'cleared' })
    settings.set({ ...settings.get(), theme: 'light' })
    reveal.end()
    expect(
      (await pulse.text())
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([{ theme: 'dark' }, { clipboard: 'cleared' }, { theme: 'light' }])
    expect(events).toEqual([])
    settings.set({ ...settings.get(), theme: 'dark' })
  })

  it('of a document that never starts its pulse is noticed too', async () => {
    await load(issue())
    await clock.advance(14_999)
    expect(events).toEqual([])
    await clock.advance(1)
    expect(events).toEqual(['frame gone'])
  })

  it('of a live document is not assumed', async () => {
    const url = issue()
    await post(`${url}/pulse`, await load(url))
    await clock.advance(600_000)
    expect(events).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
