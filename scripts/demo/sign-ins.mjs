// Prints how to sign in to the demo console; on a terminal the verification code is kept current until the end.
import { createRequire } from 'node:module'

const period = 30

/** A table as wide as its content. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = (row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('   ')}`.trimEnd()
  return [
    line(rows[0]),
    `  ${widths.map((width) => '─'.repeat(width)).join('   ')}`,
    ...rows.slice(1).map(line),
  ]
}

const secondsLeft = () => period - (Math.floor(Date.now() / 1000) % period)

/** Answers a function that stops the printing. */
export async function printSignIns({ url, fingerprint256, accounts }) {
  const { generate } = createRequire(import.meta.url)('otplib')
  const coded = accounts.filter((one) => one.totpSecret !== undefined)
  const codes = new Map()
  const renew = async () => {
    for (const one of coded) codes.set(one, await generate({ secret: one.totpSecret }))
  }
  await renew()
  const rows = accounts.map((one) => [
    one.userName,
    one.password,
    one.role,
    codes.get(one) ?? 'no code asked',
  ])
  process.stdout.write(
    [
      '',
      `Demo console  ${url}`,
      `Certificate   ${fingerprint256} (SHA-256)`,
      '',
      ...table([['User name', 'Password', 'Role', `Code (next in ${secondsLeft()} s)`], ...rows]),
      '',
      'Close the window or press Ctrl+C to end the app and the console.',
      '',
    ].join('\n'),
  )
  if (!process.stdout.isTTY || coded.length === 0) return () => undefined

  const show = () => {
    const list = coded.map((one) => `${one.userName} ${codes.get(one)}`).join(', ')
    process.stdout.write(`\r\u001b[KVerification code: ${list} (${secondsLeft()} s)`)
  }
  const clock = setInterval(async () => {
    if (secondsLeft() === period) await renew()
    show()
  }, 1000)
  return () => {
    clearInterval(clock)
    process.stdout.write('\r\u001b[K')
  }
}
