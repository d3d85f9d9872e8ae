// Entry of `npm run -s sandbox`: one line of JSON on standard output when ready, everything else on standard error.
import { readCommandLine, usage } from './command-line'
import { startSandbox } from './sandbox'

const say = (text: string) => process.stderr.write(`sandbox: ${text}\n`)

async function run(): Promise<void> {
  const { seed, ...wanted } = readCommandLine(process.argv.slice(2))
  const sandbox = await startSandbox({ ...wanted, seed, report: say })
  if (sandbox.seed !== seed) say(`the data folder holds the seed ${sandbox.seed}, which stays`)
  let isEnding = false
  const end = () => {
    if (isEnding) return
    isEnding = true
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  const { url, fingerprint256, certificateFile, controlUrl, controlToken, accounts } = sandbox
  process.stdout.write(
    `${JSON.stringify({ url, fingerprint256, certificateFile, controlUrl, controlToken, accounts })}\n`,
  )
}

run().catch((error: unknown) => {
  say(error instanceof Error ? error.message : 'failed')
  say(usage)
  process.exit(1)
})
