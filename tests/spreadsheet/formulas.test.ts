// Acceptance of S-58: LibreOffice converts an export of hostile descriptions, and no cell of it is a formula.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvOf } from '../../src-main/ipc/key-export-text'
import { hostileTexts, plainTexts } from './hostile-texts'
import { head, listing } from './listing'

const separators = { comma: 44, semicolon: 59, tab: 9, all: '44/59/9' } as const
type Separator = keyof typeof separators

let dir: string
beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-csv-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Opens the text as a person would who chose this separator, with everything on that makes formulas; answers the new file. */
async function convert(text: string, separator: Separator, to: 'fods' | 'xlsx' | 'csv'): Promise<string> {
  const folder = mkdtempSync(path.join(dir, 'run-'))
  const source = path.join(folder, 'source.csv')
  writeFileSync(source, text)
  const filter = `Text - txt - csv (StarCalc):${separators[separator]},34,76,1,,0,false,true,false,false,false,-1,true`
  await promisify(execFile)('soffice', [
    `-env:UserInstallation=file://${path.join(dir, 'profile')}`,
    '--headless',
    `--infilter=${filter}`,
    '--convert-to',
    to === 'csv' ? 'csv:Text - txt - csv (StarCalc):44,34,76' : to,
    '--outdir',
    path.join(folder, 'out'),
    source,
  ])
  return path.join(folder, 'out', `source.${to}`)
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** Cells with a formula, and cells with text or numbers, of a flat OpenDocument file. */
function cellsOf(file: string) {
  const xml = readFileSync(file, 'utf8')
  return {
    formulas: xml.match(/table:formula="[^"]*"/g) ?? [],
    filled: count(xml, /office:value-type=/g),
  }
}

/** The cells of a workbook, unpacked by a tool of the system. */
async function sheetOf(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)('unzip', ['-p', file, 'xl/worksheets/sheet1.xml'], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

/** A careless export of the same texts: quoted as it should be, nothing else. */
const careless = (texts: readonly string[]) =>
  `\uFEFFConsole,Description\r\n${texts.map((text) => `EU-1,"${text.replaceAll('"', '""')}"\r\n`).join('')}`

describe('an export of hostile descriptions in LibreOffice (S-58)', () => {
  const making = csvOf(
    listing([...hostileTexts, ...plainTexts]),
    ['description', 'owner', 'company', 'scope'],
    head,
  )

  it.each(Object.keys(separators) as Separator[])('split at %s: no cell is a formula', async (separator) => {
    const unsafe = cellsOf(await convert(careless(hostileTexts), separator, 'fods'))
    // The searcher finds what it looks for, and this LibreOffice makes formulas of what it is given.
    expect(unsafe.formulas.length).toBeGreaterThan(10)
    const { formulas, filled } = cellsOf(await convert(await making, separator, 'fods'))
    expect(filled).toBeGreaterThan(hostileTexts.length)
    expect(formulas).toEqual([])
    console.info(
      `${separator}: ${unsafe.formulas.length} formulas in a careless export of ${hostileTexts.length} texts, 0 in ${filled} cells of ours`,
    )
  })

  it('as a workbook: no formula either', async () => {
    const formula = /<f[ >]/g
    expect(
      count(await sheetOf(await convert(careless(hostileTexts), 'comma', 'xlsx')), formula),
    ).toBeGreaterThan(10)
    expect(count(await sheetOf(await convert(await making, 'comma', 'xlsx')), formula)).toBe(0)
  })

  it('a careful text comes back as it was', async () => {
    const back = readFileSync(
      await convert(await csvOf(listing(plainTexts), ['description'], head), 'comma', 'csv'),
      'utf8',
    )
    for (const text of plainTexts) if (text !== '0012') expect(back).toContain(text.replaceAll('"', '""'))
  })
})
