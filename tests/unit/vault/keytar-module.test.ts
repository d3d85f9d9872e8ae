// The native module of the credential store runs only when its bytes are those that the build was made with.
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keytarHashes } from '../../../src-main/vault/keytar-hashes'
import { loadKeytar } from '../../../src-main/vault/keytar-module'
import { moduleDigest } from '../../../src-main/vault/module-digest'

const installed = path.dirname(createRequire(import.meta.url).resolve('keytar/package.json'))
const target = `${process.platform}-${process.arch}`
let folder: string
let faults: string[]

const binary = (of = target) => path.join(folder, 'prebuilds', of, 'keytar.node')
const load = (place: object = {}) => loadKeytar((fault) => faults.push(fault), { folder, ...place })

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kw-keytar-'))
  faults = []
  cpSync(installed, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the credential-store module', () => {
  it('has the hash that stands in the code, for every platform that the package brings (S-11, S-61)', () => {
    const brought = readdirSync(path.join(installed, 'prebuilds')).map((name) => {
      const bytes = readFileSync(path.join(installed, 'prebuilds', name, 'keytar.node'))
      return [name, moduleDigest(bytes)]
    })
    expect(Object.fromEntries(brought)).toEqual(keytarHashes)
  })
  it('loads when it is whole, with the calls that are used', () => {
    expect(load()).toMatchObject({
      getPassword: expect.any(Function),
      setPassword: expect.any(Function),
      deletePassword: expect.any(Function),
    })
    expect(faults).toEqual([])
  })
  it('is refused when one byte is altered (S-11, N-50)', () => {
    const bytes = readFileSync(binary())
    const middle = bytes.length >> 1
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    writeFileSync(binary(), bytes)
    expect(() => load()).toThrow('keytar altered')
    expect(faults).toEqual(['altered'])
  })
  it('is refused when something was added that the system would load without a word (S-11, N-50)', () => {
    appendFileSync(binary(), '\0')
    // Positive control: nothing but the comparison stands against it.
    expect(createRequire(import.meta.url)(binary())).toHaveProperty('getPassword')
    expect(() => load()).toThrow('keytar altered')
    expect(faults).toEqual(['altered'])
  })
  it('is refused when it is missing, as a file and as a package (N-50)', () => {
    rmSync(binary())
    expect(() => load()).toThrow('keytar missing')
    rmSync(folder, { recursive: true })
    expect(() => load()).toThrow('keytar missing')
    expect(faults).toEqual(['missing', 'missing'])
  })
  it('is refused when it is of another architecture, under its own name and under ours (N-50)', () => {
    const other = process.platform === 'win32' ? 'linux-x64' : 'win32-x64'
    cpSync(binary(other), binary())
    expect(() => load()).toThrow('keytar altered')
    const [platform, arch] = other.split('-')
    expect(() => load({ platform, arch })).toThrow('keytar not-loadable')
    expect(() => load({ arch: 'riscv64' })).toThrow('keytar missing')
    expect(faults).toEqual(['altered', 'not-loadable', 'missing'])
  })
  it('is never taken from the place where a build of its own would lie (S-11)', () => {
    const build = path.join(folder, 'build', 'Release')
    mkdirSync(build, { recursive: true })
    cpSync(binary(), path.join(build, 'keytar.node'))
    appendFileSync(path.join(build, 'keytar.node'), '\0')
    // Positive control: the package's own loader would take it.
    expect(createRequire(path.join(folder, 'x.js'))('./lib/keytar.js')).toHaveProperty('getPassword')
    rmSync(binary())
    expect(() => load()).toThrow('keytar missing')
  })
})
