// `npm run mutate [-- words]`: breaks each listed protection in a throw-away checkout and expects a named test to notice.
import fs from 'node:fs'
import path from 'node:path'
import { mutations } from '../tests/mutations/mutations.mjs'
import { hold } from './lib/lock.mjs'
import { inRoot } from './lib/paths.mjs'
import { closingLine, single, sum } from './lib/report.mjs'
import { main, Stop, say } from './lib/run.mjs'
import { runSuite, suiteName } from './mutation/suite.mjs'
import { hasChanges, headName, makeWorktree } from './mutation/worktree.mjs'
import { ensureDependencies } from './setup.mjs'

/** The end of what a runner printed: enough to see why. */
const tail = (output) => output.trim().split('\n').slice(-30).join('\n')

function chosen(words) {
  const wanted = words.map((word) => word.toLowerCase())
  if (wanted.length === 0) return mutations
  const found = mutations.filter(({ name }) => wanted.some((word) => name.toLowerCase().includes(word)))
  if (found.length === 0) throw new Stop(`No mutation is named like: ${words.join(' ')}`, 64)
  return found
}

/** Red means something only where the untouched sources are green. Answers the suites that are. */
async function greenSuites(list, folder) {
  const suites = new Map(list.map(({ suite }) => [suiteName(suite), suite]))
  const green = new Set()
  for (const [name, suite] of suites) {
    const result = await runSuite(suite, folder)
    process.stdout.write(`${result.kind.padEnd(8)} ${name}\n`)
    if (result.kind === 'green') green.add(name)
    else say(`${result.why ?? result.test}\n${tail(result.output)}`)
  }
  return green
}

/** The file with one place changed; null: the text is not there exactly once. */
function mutated(text, { find, replace }) {
  const parts = text.split(find)
  return parts.length === 2 ? parts.join(replace) : null
}

/** Answers `{noticed, says}`. */
async function tryOne(mutation, folder) {
  const file = path.join(folder, mutation.file)
  const original = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  const changed = mutated(original, mutation)
  if (changed === null)
    return { noticed: false, says: `${mutation.file} does not hold the text exactly once: update the list` }
  fs.writeFileSync(file, changed)
  try {
    const result = await runSuite(mutation.suite, folder)
    if (result.kind === 'red') return { noticed: true, says: result.test }
    if (result.kind === 'green') return { noticed: false, says: `SURVIVED ${suiteName(mutation.suite)}` }
    say(tail(result.output))
    return { noticed: false, says: `broken, not noticed: ${result.why}` }
  } finally {
    fs.writeFileSync(file, original)
  }
}

await main(async (words) => {
  const list = chosen(words)
  await ensureDependencies()
  const holder = hold(inRoot('.local', 'lock-mutate'))
  if (holder !== null) throw new Stop(`Process ${holder} is at it already.`)
  const folder = makeWorktree()
  say(`Checking out ${headName()}${hasChanges() ? '; uncommitted changes are not in it' : ''}.`)

  process.stdout.write('\nThe suites without any mutation:\n')
  const green = await greenSuites(list, folder)

  process.stdout.write('\nMutations, and the test that noticed:\n')
  const width = Math.max(...list.map(({ name }) => name.length))
  const results = []
  for (const mutation of list) {
    const { noticed, says } = green.has(suiteName(mutation.suite))
      ? await tryOne(mutation, folder)
      : { noticed: false, says: 'its suite is not green without the mutation' }
    results.push(single(noticed))
    process.stdout.write(`${noticed ? 'noticed ' : 'FAILED  '} ${mutation.name.padEnd(width)}  ${says}\n`)
  }
  const total = sum(results)
  process.stdout.write(`\n${closingLine(total)}\n`)
  return total.failed > 0 ? 1 : 0
})
