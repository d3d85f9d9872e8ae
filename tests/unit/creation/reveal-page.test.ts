// The frame's document: facts escaped into their one place, files only as it names them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createRevealPage } from '../../../src-main/creation/reveal-page'
import { root } from '../../rules/source-tree'

const source = readFileSync(path.join(root, 'src-renderer/reveal/reveal.html'), 'utf8')
const dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-reveal-page-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
mkdirSync(path.join(dir, 'reveal'))
mkdirSync(path.join(dir, 'assets'))
writeFileSync(
  path.join(dir, 'reveal', 'reveal.html'),
  source
    .replace('./reveal.ts', '../assets/reveal-abc.js')
    .replace('./reveal.css', '../assets/reveal-abc.css')
    .replace('../styles/tokens.css', '../assets/tokens-abc.css'),
)
for (const name of ['reveal-abc.js', 'reveal-abc.css', 'tokens-abc.css', 'main-abc.js'])
  writeFileSync(path.join(dir, 'assets', name), name)

const page = createRevealPage(dir)
const facts = {
  keyType: 'simple',
  readOnly: true,
  bits: null,
  length: 128,
  consoleName: `"><script>alert(1)</script>'&amp;$&`,
  nonce: 'n0nce',
} as const

it('has one place for its facts, and nothing can leave it', async () => {
  const html = await page.document({ ...facts, theme: 'dark' })
  const [, attribute] = /<html lang="en" data-theme="dark" data-facts="([^"]*)">/.exec(html) ?? []
  const decoded = (attribute ?? '').replace(/&#(\d+);/g, (_, code: string) =>
    String.fromCharCode(Number(code)),
  )
  expect(JSON.parse(decoded)).toEqual(facts)
  expect(html).not.toContain('<script>alert')
  expect(html.match(/<html/g)).toHaveLength(1)
})

it('follows the system unless a theme was chosen', async () => {
  expect(await page.document({ ...facts, theme: 'system' })).not.toContain('data-theme')
  expect(await page.document({ ...facts, theme: '"><x' })).not.toContain('data-theme')
})

it('serves the files that the document names and no other', async () => {
  expect(await page.asset('/assets/reveal-abc.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' })
  expect((await page.asset('/assets/tokens-abc.css'))?.body.toString()).toBe('tokens-abc.css')
  for (const other of ['/assets/main-abc.js', '/assets/../reveal/reveal.html', '/reveal/reveal.html', ''])
    expect(await page.asset(other)).toBeNull()
})

it('has nothing inline that the policy would refuse, and no place to type', () => {
  expect(source).not.toMatch(
    /\son\w+=|style=|<style|<script(?![^>]*\ssrc=)|<form|<textarea|type="(text|password)"/,
  )
})

it('keeps the script that meets the private key short enough to read at once', () => {
  const script = readFileSync(path.join(root, 'src-renderer/reveal/reveal.ts'), 'utf8')
  expect(script.split('\n').length).toBeLessThanOrEqual(151)
  expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|clipboard\.write|console\./)
})
