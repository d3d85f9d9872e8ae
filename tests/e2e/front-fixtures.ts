// The fixtures of the end-to-end tests and a front before the demo console (tests/app/front.ts), closed at the end.
import { expect, type Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { type Front, startFront } from '../app/front'
import { enterAddress } from '../app/steps'
import { test as base } from './fixtures'

interface Network {
  readonly front: typeof startFront
}

export const test = base.extend<Network>({
  // biome wants no empty pattern, Playwright demands a destructured first argument.
  front: async ({ browserName: _ }, use) => {
    const all: Front[] = []
    await use(async (options) => {
      const one = await startFront(options)
      all.push(one)
      return one
    })
    await Promise.all(all.map((one) => one.close()))
  },
})

export const trustQuestion = (page: Page) =>
  page.getByRole('alertdialog', { name: 'Certificate not trusted' })

/** What the connect screen says went wrong. */
export const said = (page: Page) => page.getByRole('alert').or(page.locator('[slot=errorMessage]')).first()

export async function trust(page: Page, front: Front): Promise<void> {
  await enterAddress(page, front.url)
  await expect(trustQuestion(page)).toContainText(front.fingerprint256())
  await trustQuestion(page).getByRole('button', { name: 'Trust this certificate' }).click()
}

/** Codes under which requests failed so far, from the app's log. */
export const failures = (app: AppProcess) =>
  [...app.output().matchAll(/"console\.failed".*?"code":"([a-z-]+)"/g)].map(([, code]) => code)
