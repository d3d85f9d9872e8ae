// The single checks that `check`, `test` and the building-block commands are put together from.
import fs from 'node:fs'
import { inRoot } from './paths.mjs'
import { closingLine, countVitest, single } from './report.mjs'
import { run, runTool } from './run.mjs'

const biome = (command) => async (args, options) => {
  const { code, ...output } = await runTool(
    '@biomejs/biome/bin/biome',
    [command, '--colors=off', ...args],
    options,
  )
  return { ...single(code === 0), output }
}

const projects = ['tsconfig.json', 'tsconfig.renderer.json']

async function types(args, options) {
  const all = await Promise.all(
    projects.map((file) => runTool('typescript-native/bin/tsc', ['-p', file, ...args], options)),
  )
  const output = {
    stdout: all.map((one) => one.stdout).join(''),
    stderr: all.map((one) => one.stderr).join(''),
  }
  return { ...single(all.every((one) => one.code === 0)), output }
}

/** One Vitest run over these projects of vitest.config.ts. */
export const vitest =
  (...names) =>
  async (args, options) => {
    const file = inRoot('test-results', `${names.join('-')}.json`)
    fs.rmSync(file, { force: true })
    const chosen = names.map((name) => `--project=${name}`)
    const { code, ...output } = await run(
      process.execPath,
      [
        inRoot('node_modules/vitest/vitest.mjs'),
        'run',
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...chosen,
        ...args,
      ],
      options,
    )
    return { ...countVitest(file, code === 0), output }
  }

export const steps = {
  format: biome('format'),
  lint: biome('lint'),
  types,
  unit: vitest('unit'),
  component: vitest('component'),
  rules: vitest('rules'),
  flow: vitest('flow'),
}

const lastLines = (output) =>
  `${output?.stdout ?? ''}${output?.stderr ?? ''}`.trimEnd().split('\n').slice(-15).join('\n')

/** Runs the named work with its heading and time; `capture` shows the output only where something failed. */
export async function reported(name, work, args = [], { capture = false, timeout = 600_000 } = {}) {
  const started = Date.now()
  if (!capture) process.stdout.write(`\n── ${name}\n`)
  const result = await work(args, { capture, timeout, what: name }).catch((error) => {
    if (error.code > 128) throw error // interrupted: nothing more to do
    return { ...single(false), output: { stdout: '', stderr: `${error.message}\n` } }
  })
  const failed = result.failed > 0
  if (failed && result.output)
    process.stdout.write((result.output.stdout ?? '') + (result.output.stderr ?? ''))
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  // A check that names no single test is named itself.
  const unnamed = failed && !(result.failures?.length > 0)
  const failures = unnamed ? [{ name, why: lastLines(result.output) }] : result.failures
  const counts = result.passed + result.failed > 1 ? `${closingLine(result)}, ` : ''
  process.stdout.write(`${failed ? '✗' : '✓'} ${name} (${counts}${seconds} s)\n`)
  return { ...result, failures }
}
