// The only way out for a private key: tickets, one document each, a nonce, and one gate for show, copy, save and test.
import { timingSafeEqual } from 'node:crypto'
import type { ReadableCell } from '../../src-shared/cell'
import type { RevealFacts } from '../../src-shared/creation'
import { AppError, codeOf } from '../../src-shared/errors'
import type { Verdict } from '../../src-shared/key'
import type { Settings } from '../../src-shared/settings'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import { type KeyFormat, privateKeyText } from '../private-key/rsa-private'
import type { Clock } from './clock'
import { type RevealPage, strictHeaders } from './reveal-page'

export type ReleaseKind = 'show' | 'copy' | 'save' | 'test'

/** Copies the text out of the cell, after the gate. The receiver wipes it. */
export type Take = () => Promise<Buffer>

interface SavedKey {
  readonly fileName: string
  readonly folder: string
  /** A cloud service, or `network`; null: nothing is known of the folder. */
  readonly copiedBy: string | null
}

/** What the run behind the frame does with a release. Everything it throws is an AppError. */
export interface RevealHost {
  /** Flushes the I1 line before the first release of any kind; throws when nothing may go out. */
  beforeRelease(kind: ReleaseKind, format: KeyFormat): Promise<void>
  shown(): void
  copy(take: Take): Promise<{ seconds: number }>
  save(take: Take, format: KeyFormat): Promise<SavedKey | null>
  test(): Promise<Verdict>
  /** Seconds until the clipboard is cleared, counted anew; null: nothing of ours is there. */
  keepClipboard(): { seconds: number } | null
  /** The frame's document has ended without anybody asking for it. */
  frameGone(): void
}

/** Pushed into the open frame. */
type RevealNews =
  | { readonly clipboard: 'cleared' | 'not-ours' | 'failed' }
  | { readonly theme: Settings['theme'] }

export interface Reveal {
  /** A new ticket for this private key; the one before, and its document, are over. Returns `app://reveal/<ticket>`. */
  issue(cell: SecretCell, facts: RevealFacts, host: RevealHost): string
  /** Answers everything of `app://reveal`. Never rejects. */
  handle(request: Request): Promise<Response>
  tell(news: RevealNews): void
  /** From now on everything is 410. The cell is the caller's to wipe. */
  end(): void
}

interface Deps {
  readonly page: RevealPage
  readonly settings: ReadableCell<Settings>
  /** 128 random bits as text that fits into a URL; also makes the nonces. */
  readonly newTicket: () => string
  readonly clock: Clock
  readonly log: Log
}

interface Live {
  readonly ticket: string
  readonly nonce: string
  readonly cell: SecretCell
  readonly facts: RevealFacts
  readonly host: RevealHost
  readonly shown: Set<KeyFormat>
  readonly running: Set<ReleaseKind>
  loaded: boolean
  served: boolean
  pulse: ReadableStreamDefaultController<Uint8Array> | null
  cancelWatch: () => void
}

/** A served document that does not start its pulse within this time is broken. */
const startMs = 15_000
const origin = 'app://reveal'
const nonceHeader = 'x-reveal-nonce'

const answer = (
  status: number,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream | null,
  type = 'text/plain',
) => new Response(body, { status, headers: { ...strictHeaders, 'Content-Type': type } })
const json = (value: object, status = 200) => answer(status, JSON.stringify(value), 'application/json')
const gone = () => answer(410, 'gone')
/** For documents: Chromium shows plain text with a style of its own, which the frame's policy reports. */
const goneDocument = () => answer(410, '<!doctype html><title>Gone</title>', 'text/html; charset=utf-8')

const same = (left: string, right: string) =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))

export function createReveal({ page, settings, newTicket, clock, log }: Deps): Reveal {
  let live: Live | null = null

  function tell(news: RevealNews): void {
    live?.pulse?.enqueue(Buffer.from(`${JSON.stringify(news)}\n`))
  }
  settings.watch(({ theme }) => tell({ theme }))

  function end(): void {
    const was = live
    live = null
    if (was === null) return
    was.cancelWatch()
    // The frame sees its pulse end and blanks itself.
    was.pulse?.close()
  }

  function lost(was: Live): void {
    if (live !== was) return
    log.event('reveal.frame-gone')
    end()
    was.host.frameGone()
  }

  /** Everything that hands the private key out, or uses it, passes here. */
  async function gate(now: Live, kind: ReleaseKind, format: KeyFormat): Promise<void> {
    if (live !== now) throw new AppError('reveal-spent')
    await now.host.beforeRelease(kind, format)
    // The run may have ended while the line was written.
    if (live !== now) throw new AppError('reveal-spent')
  }

  const take =
    (now: Live, kind: ReleaseKind, format: KeyFormat): Take =>
    async () => {
      await gate(now, kind, format)
      const text = now.cell.use((bytes) =>
        now.facts.keyType === 'simple' ? Buffer.from(bytes) : privateKeyText(bytes, format),
      )
      if (text === null) throw new AppError('internal', { reason: 'key-format' })
      return text
    }

  async function show(now: Live, format: KeyFormat): Promise<Response> {
    // Marked before anything is awaited: of two requests in the same tick one loses.
    if (now.shown.has(format)) return gone()
    now.shown.add(format)
    let text: Buffer
    try {
      text = await take(now, 'show', format)()
    } catch (error) {
      now.shown.delete(format)
      throw error
    }
    const body = new Uint8Array(text)
    text.fill(0)
    now.host.shown()
    return answer(200, body, 'text/plain; charset=us-ascii')
  }

  async function copy(now: Live, format: KeyFormat): Promise<Response> {
    return json(await now.host.copy(take(now, 'copy', format)))
  }

  async function save(now: Live, format: KeyFormat): Promise<Response> {
    return json({ saved: await now.host.save(take(now, 'save', format), format) })
  }

  async function test(now: Live, format: KeyFormat): Promise<Response> {
    await gate(now, 'test', format)
    return json({ verdict: await now.host.test() })
  }

  /** Stays open as long as the document lives: its end is how main learns of a reload, a crash or a removal. */
  function pulse(now: Live): Response {
    if (now.pulse !== null) return gone()
    now.cancelWatch()
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        now.pulse = controller
      },
      cancel() {
        now.pulse = null
        lost(now)
      },
    })
    log.event('reveal.watched')
    tell({ theme: settings.get().theme })
    return answer(200, stream, 'application/x-ndjson')
  }

  const releases: Readonly<Record<ReleaseKind, (now: Live, format: KeyFormat) => Promise<Response>>> = {
    show,
    copy,
    save,
    test,
  }
  const isRelease = (action: string): action is ReleaseKind => Object.hasOwn(releases, action)

  async function act(now: Live, action: string, format: KeyFormat): Promise<Response> {
    if (action === 'pulse') return pulse(now)
    if (action === 'keep') return json(now.host.keepClipboard() ?? { seconds: null })
    if (!isRelease(action)) return answer(404, 'not found')
    // One of a kind at a time: a second press while the save dialog is open does nothing.
    if (action !== 'show' && now.running.has(action)) return json({ failure: 'busy' }, 409)
    now.running.add(action)
    try {
      return await releases[action](now, format)
    } catch (error) {
      const failure = error instanceof AppError ? error : new AppError('internal', {}, error)
      log.event('reveal.refused', { kind: action, code: failure.code })
      if (failure.code === 'reveal-spent') return gone()
      return json({ failure: failure.code, detail: failure.detail }, 409)
    } finally {
      now.running.delete(action)
    }
  }

  async function load(now: Live): Promise<Response> {
    if (now.loaded) {
      // A document that never started its pulse is asked for again: the page was reloaded over it.
      if (now.served && now.pulse === null) lost(now)
      return goneDocument()
    }
    now.loaded = true
    const { theme } = settings.get()
    const html = await page.document({ ...now.facts, nonce: now.nonce, theme })
    if (live !== now) return goneDocument()
    now.served = true
    now.cancelWatch = clock.after(startMs, () => lost(now))
    return answer(200, html, 'text/html; charset=utf-8')
  }

  async function route(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/assets/')) {
      const asset = request.method === 'GET' ? await page.asset(pathname) : null
      return asset === null ? answer(404, 'not found') : answer(200, new Uint8Array(asset.body), asset.type)
    }
    const [ticket = '', action, ...more] = pathname.slice(1).split('/')
    // Spent, unknown and made-up tickets look the same.
    if (live === null || !same(ticket, live.ticket) || more.length > 0)
      return request.method === 'GET' ? goneDocument() : gone()
    if (action === undefined) return request.method === 'GET' ? load(live) : answer(405, 'method')
    if (request.method !== 'POST') return answer(405, 'method')
    if (!same(request.headers.get(nonceHeader) ?? '', live.nonce)) {
      log.event('security.reveal-nonce')
      return answer(403, 'nonce')
    }
    return act(live, action, request.headers.get('x-reveal-format') === 'pem' ? 'pem' : 'xml')
  }

  return {
    issue(cell, facts, host) {
      end()
      live = {
        ticket: newTicket(),
        nonce: newTicket(),
        cell,
        facts,
        host,
        shown: new Set(),
        running: new Set(),
        loaded: false,
        served: false,
        pulse: null,
        cancelWatch: () => {},
      }
      return `${origin}/${live.ticket}`
    },
    async handle(request) {
      try {
        return await route(request)
      } catch (error) {
        log.event('reveal.failed', { code: codeOf(error) })
        return answer(500, 'failed')
      }
    },
    tell,
    end,
  }
}
