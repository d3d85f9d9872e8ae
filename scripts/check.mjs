// `npm run check`: the inner loop, in under a minute. With a step's name only that step, with its arguments.
import { closingLine, sum } from './lib/report.mjs'
import { main } from './lib/run.mjs'
import { reported, steps, vitest } from './lib/steps.mjs'
import { ensureDependencies } from './setup.mjs'

await main(async ([name, ...args]) => {
  await ensureDependencies()
  if (steps[name] !== undefined) {
    const result = await steps[name](args, {})
    return result.failed > 0 ? 1 : 0
  }
  // The quick ones together; then the tests, which use all processors themselves. Not the tests of page components:
  // they would double the time and run with `component` and `npm test`.
  const quick = await Promise.all(
    ['format', 'lint', 'types'].map((step) => reported(step, steps[step], [], { capture: true })),
  )
  const tests = await reported('unit, rules, flow', vitest('unit', 'rules', 'flow'))
  const total = sum([...quick, tests])
  process.stdout.write(`\n${closingLine(total)}\n`)
  return total.failed > 0 ? 1 : 0
})
