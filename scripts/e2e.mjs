// `npm run e2e -- [Playwright arguments]`: the end-to-end tests in a virtual desktop, as an ordinary user.
import { playwright, prepared } from './lib/playwright.mjs'
import { main } from './lib/run.mjs'

await main(async (args) => {
  await prepared()
  return playwright('tests/e2e', args)
})
