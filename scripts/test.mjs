// `npm test`: all set-up, then every check and test; ends with what failed and the one line `N passed, N failed`.
import { endToEnd } from './lib/playwright.mjs'
import { closingLine, failureList, single, sum } from './lib/report.mjs'
import { main, say } from './lib/run.mjs'
import { reported, steps } from './lib/steps.mjs'
import { ensureApp, ensureBuild, ensureDependencies, ensureRuntime, ensureSystem } from './setup.mjs'

const minutes = (count) => count * 60_000

async function build() {
  await ensureBuild({ force: true })
  await ensureApp({ force: true, test: true })
  return single(true)
}

async function setUp() {
  await ensureSystem({ full: true })
  await ensureDependencies()
  const { exec, kind } = await ensureRuntime()
  say(`Electron (${kind}): ${exec}`)
  return { passed: 0, failed: 0, skipped: 0 } // a precondition, not a check
}

await main(async () => {
  const results = []
  const step = async (name, work, options) => {
    const result = await reported(name, work, [], options)
    results.push(result)
    return result.failed === 0
  }
  const end = () => {
    const total = sum(results)
    process.stdout.write(`${failureList(total)}\n\n${closingLine(total)}\n`)
    return total.failed > 0 ? 1 : 0
  }

  if (!(await step('set-up', setUp))) return end()
  await Promise.all(['format', 'lint', 'types'].map((name) => step(name, steps[name], { capture: true })))
  const built = await step('build', build)
  await step('unit', steps.unit)
  await step('component', steps.component)
  await step('rules', steps.rules)
  await step('flow', steps.flow)
  // Without a build there is nothing to drive.
  if (built) await step('end-to-end', endToEnd, { timeout: minutes(30) })
  return end()
})
