// Prints measurements as a table and keeps them in `out/bench.json`, one group per file; a miss is printed as a miss.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../rules/source-tree'

export interface Measurement {
  readonly what: string
  readonly ours: number
  /** null where the goal is absolute. */
  readonly floor: number | null
  readonly unit: string
  readonly goal: number
  readonly rounds: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** What one side still does after its end, such as writing the list to disk, must not weigh on the other. */
export const calm = () => new Promise((resolve) => setTimeout(resolve, 1500))

interface Row extends Measurement {
  readonly group: string
  readonly value: number
  readonly met: boolean
}

/** @param group the bench file; its rows of an earlier run are replaced, those of other groups stay */
export function report(group: string, measurements: readonly Measurement[]): void {
  const rows: Row[] = measurements.map((one) => {
    const value = one.floor === null ? one.ours : one.ours / one.floor
    return { group, ...one, value, met: value <= one.goal }
  })
  for (const row of rows) {
    const figures =
      row.floor === null ? '' : ` (${row.ours.toFixed(0)} against ${row.floor.toFixed(0)} ${row.unit})`
    const value = row.floor === null ? `${row.value.toFixed(1)} ${row.unit}` : row.value.toFixed(2)
    console.log(`${row.met ? 'met ' : 'MISS'}  ${value.padStart(9)}  goal ${row.goal}  ${row.what}${figures}`)
  }
  const file = path.join(root, 'out/bench.json')
  mkdirSync(path.dirname(file), { recursive: true })
  const earlier: Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  const kept = earlier.filter((row) => row.group !== undefined && row.group !== group)
  writeFileSync(file, `${JSON.stringify([...kept, ...rows], null, 2)}\n`)
}
