// Records the tour: numbered pictures in light, dark and forced colours, and `tour.json` with each step's duration and outcome.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../rules/source-tree'

interface Step {
  readonly number: number
  readonly name: string
  readonly durationMs: number
  readonly outcome: 'ok' | 'failed'
  readonly pictures: readonly string[]
}

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const

interface Recorder {
  /** Runs `work`, then takes the pictures; a failing step is recorded and thrown on. */
  step(name: string, work: () => Promise<void>): Promise<void>
}

/** With `KEYWRIGHT_TOUR_THEMES=1` every step is also taken in dark and in forced colours. */
const themes = process.env.KEYWRIGHT_TOUR_THEMES === '1'

/** @param place folder below `out/`, emptied first */
export function createRecorder(page: () => Page, place: string): Recorder {
  const folder = path.join(root, 'out', place)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const steps: Step[] = []
  const save = () => writeFileSync(path.join(folder, 'tour.json'), `${JSON.stringify({ steps }, null, 2)}\n`)

  const photograph = async (stem: string): Promise<string[]> => {
    const wanted = themes ? (['light', 'dark', 'forced'] as const) : (['light'] as const)
    const pictures: string[] = []
    for (const look of wanted) {
      await page().emulateMedia(looks[look])
      const picture = look === 'light' ? `${stem}.png` : `${stem}.${look}.png`
      await page().screenshot({ path: path.join(folder, picture), animations: 'disabled', caret: 'initial' })
      pictures.push(picture)
    }
    await page().emulateMedia(looks.light)
    return pictures
  }

  return {
    async step(name, work) {
      const number = steps.length + 1
      const stem = `${String(number).padStart(2, '0')}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
      const started = performance.now()
      try {
        await work()
        const durationMs = Math.round(performance.now() - started)
        steps.push({ number, name, durationMs, outcome: 'ok', pictures: await photograph(stem) })
      } catch (error) {
        steps.push({
          number,
          name,
          durationMs: Math.round(performance.now() - started),
          outcome: 'failed',
          pictures: [],
        })
        throw error
      } finally {
        save()
      }
    },
  }
}
