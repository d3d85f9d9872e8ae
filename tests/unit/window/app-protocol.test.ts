// What `app://main` serves: the files of the build and nothing else, under the headers of S-03.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerPage, pageFiles, pageUrls, scheme } from '../../../src-main/window/app-protocol'
import { pageHeaders, pagePolicy } from '../../../src-main/window/page-policy'

const root = mkdtempSync(path.join(os.tmpdir(), 'kw-pages-'))
const dir = path.join(root, 'renderer')
mkdirSync(path.join(dir, 'assets'), { recursive: true })
mkdirSync(path.join(dir, 'reveal'))
for (const [name, text] of [
  ['renderer/index.html', '<!doctype html>'],
  ['renderer/assets/main.js', 'export {}'],
  ['renderer/assets/main.js.map', '{}'],
  ['renderer/assets/font.woff2', 'font'],
  ['renderer/reveal/reveal.html', 'reveal'],
  ['renderer/.env', 'secret'],
  ['outside.js', 'outside'],
] as const)
  writeFileSync(path.join(root, name), text)

const files = pageFiles(dir)
const ask = (url: string, method = 'GET') => answerPage({ url, method }, files)

describe('app://main', () => {
  it('serves the page and its parts with their types', async () => {
    const answers = await Promise.all(
      [pageUrls.main, 'app://main/assets/main.js', 'app://main/assets/font.woff2'].map((url) => ask(url)),
    )
    expect(answers.map((answer) => [answer.status, answer.headers.get('content-type')])).toEqual([
      [200, 'text/html; charset=utf-8'],
      [200, 'text/javascript; charset=utf-8'],
      [200, 'font/woff2'],
    ])
    expect(await answers[0]?.text()).toBe('<!doctype html>')
  })
  it.each([
    'app://main/',
    'app://main/../outside.js',
    'app://main/..%2foutside.js',
    'app://main/%2e%2e/outside.js',
    'app://main/assets/../../outside.js',
    'app://main/assets/..%5c..%5coutside.js',
    'app://main//outside.js',
    'app://main/assets/main.js%00.html',
    'app://main/assets/main.js?x',
    'app://main/assets/main.js#x',
    'app://main/assets/MAIN.JS',
    'app://main/assets/main.js.map',
    'app://main/assets',
    'app://main/.env',
    'app://main/reveal/reveal.html',
    'app://main/etc/passwd',
    'app://main@evil/index.html',
    'app://main:1/index.html',
    'app://other/index.html',
    'app://main/constructor',
    'app://main/__proto__',
    'file:///etc/passwd',
    '',
  ])('answers 404 to %j', async (url) => {
    const answer = await ask(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('content-security-policy')).toBe(pagePolicy)
  })
  it('answers only GET', async () => {
    for (const method of ['POST', 'HEAD', 'PUT', 'DELETE'])
      expect((await ask(pageUrls.main, method)).status).toBe(404)
  })
  it('answers 404 when a file has gone', async () => {
    const answer = await answerPage({ url: pageUrls.main, method: 'GET' }, files, () =>
      Promise.reject(new Error('gone')),
    )
    expect(answer.status).toBe(404)
  })
  it('is a secure scheme that bypasses no policy', () => {
    expect(scheme.privileges).toEqual({
      standard: true,
      secure: true,
      supportFetchAPI: true,
    })
  })
})

describe('headers of the page', () => {
  it('are those of S-03 and D2, word for word', async () => {
    expect(pagePolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
        "frame-src app://reveal; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    )
    const { headers } = await ask(pageUrls.main)
    for (const [name, value] of Object.entries(pageHeaders)) expect(headers.get(name)).toBe(value)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})
