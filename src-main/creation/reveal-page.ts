// The one document of the reveal frame and the few files it names: read once, served under the strictest policy.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { RevealFacts } from '../../src-shared/creation'

/** Policy of the frame (decisions D2); `app://main` is the only page that may hold it. */
const revealPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  'frame-ancestors app://main',
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

export const strictHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': revealPolicy,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

export interface RevealPage {
  /** The document with its facts, theme and nonce written in. */
  document(facts: RevealFacts & { readonly nonce: string; readonly theme: string }): Promise<string>
  /** A file that the document names, by its path; null for anything else. */
  asset(pathName: string): Promise<{ body: Buffer; type: string } | null>
}

/** Where reveal.html leaves room for main. */
const slot = '<html lang="en" data-facts="">'

const escaped = (text: string) => text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`)

/**
 * @param dir the built page folder, with `reveal/reveal.html` and `assets/`
 * Files are taken from the document's own references, never from a request (S-02).
 */
export function createRevealPage(dir: string): RevealPage {
  let loaded: Promise<{ html: string; files: ReadonlyMap<string, string> }> | null = null

  async function load() {
    const html = await readFile(path.join(dir, 'reveal', 'reveal.html'), 'utf8')
    if (!html.includes(slot)) throw new Error('reveal.html has no place for the facts')
    const files = new Map<string, string>()
    for (const [, name] of html.matchAll(/(?:src|href)="(?:\.\.)?\/assets\/([\w.-]+)"/g))
      if (name !== undefined) files.set(`/assets/${name}`, path.join(dir, 'assets', name))
    return { html, files }
  }

  const page = () => {
    loaded ??= load()
    return loaded
  }

  return {
    async document({ theme, ...facts }) {
      const chosen = theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : ''
      const filled = `<html lang="en"${chosen} data-facts="${escaped(JSON.stringify(facts))}">`
      return (await page()).html.replace(slot, () => filled)
    },
    async asset(pathName) {
      const file = (await page()).files.get(pathName)
      const type = types[path.extname(pathName)]
      return file === undefined || type === undefined ? null : { body: await readFile(file), type }
    },
  }
}
