// Run as a process of its own: carves a secret that nobody else knows, and counts its copies in its own memory and heap.
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import { carveSecret } from '../../../src-main/console/carve'
import { SecretCell } from '../../../src-main/log/secret-cell'

const mask = 0x5a
const length = 96
const collect = (globalThis as { gc?: () => void }).gc
if (collect === undefined) throw new Error('started without --expose-gc')

/** The secret in disguise: the search must not find what it searches with. */
const disguised = Buffer.allocUnsafeSlow(length)

/** Letters and digits, put together byte by byte so that no string of it ever exists. */
function makeBody(): Buffer {
  const letters = Buffer.from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789')
  const body = Buffer.allocUnsafeSlow(40 + length)
  body.fill(0x20)
  body.write('{"data":{"id":71,"parameters":"')
  const start = body.indexOf('"parameters":"') + 14
  const random = randomBytes(length)
  for (let at = 0; at < length; at += 1) {
    const letter = letters[(random[at] ?? 0) % letters.length] ?? 0
    disguised[at] = letter ^ mask
    body[start + at] = letter
  }
  random.fill(0)
  body.write('"}}', start + length)
  return body
}

/** How often the last 32 bytes of the secret stand in these bytes. */
function countIn(bytes: Buffer, filled: number): number {
  const from = length - 32
  const first = (disguised[from] ?? 0) ^ mask
  let count = 0
  for (let at = bytes.indexOf(first); at >= 0 && at + 32 <= filled; at = bytes.indexOf(first, at + 1)) {
    let same = 1
    while (same < 32 && bytes[at + same] === ((disguised[from + same] ?? 0) ^ mask)) same += 1
    if (same === 32) count += 1
  }
  return count
}

const window = Buffer.allocUnsafeSlow(1 << 20)
/** All writable memory of this process, as the kernel shows it. */
function copiesInMemory(): number {
  for (let round = 0; round < 4; round += 1) collect?.()
  const memory = openSync('/proc/self/mem', 'r')
  let count = 0
  for (const line of readFileSync('/proc/self/maps', 'latin1').split('\n')) {
    const [, from = '', to = '', rights = ''] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? []
    if (!rights.startsWith('rw')) continue
    const end = Number.parseInt(to, 16)
    // Overlapping by less than one secret, so that none is cut in two or counted twice.
    for (let at = Number.parseInt(from, 16); at < end; at += window.length - 31) {
      // The window is memory too: it must not show again what it showed before.
      window.fill(0)
      let filled = 0
      try {
        filled = readSync(memory, window, 0, Math.min(window.length, end - at), at)
      } catch {
        // Guard pages and the like cannot be read.
      }
      count += countIn(window, filled)
    }
  }
  window.fill(0)
  closeSync(memory)
  return count
}

function copiesInHeap(): number {
  const file = writeHeapSnapshot(path.join(os.tmpdir(), `probe-${process.pid}.heapsnapshot`))
  const bytes = readFileSync(file)
  rmSync(file)
  const count = countIn(bytes, bytes.length)
  bytes.fill(0)
  return count
}

const body = makeBody()
const arrived = copiesInMemory()
const found = carveSecret(body)
if (found === null) throw new Error('nothing was carved')
const cell = SecretCell.fromBytes(found)
const parsed = JSON.parse(body.toString('utf8'))
const carved = { memory: copiesInMemory(), heap: copiesInHeap() }
cell.wipe()
const wiped = { memory: copiesInMemory(), heap: copiesInHeap() }
// What the search finds where the bytes are made into text, as an ordinary program would.
const again = Buffer.from(disguised.map((byte) => byte ^ mask))
const text = again.toString('latin1')
const control = { memory: copiesInMemory(), heap: copiesInHeap(), text: text.length }
process.stdout.write(JSON.stringify({ arrived, carved, wiped, control, id: parsed.data.id }))
