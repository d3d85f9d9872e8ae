// The console ends when it is told to, whatever its clients are doing.
import net from 'node:net'
import { expect, it } from 'vitest'
import { startSandbox } from '../../sandbox-console/sandbox'

it('stops while a client is stuck in the middle of a handshake', async () => {
  const sandbox = await startSandbox({ seed: 'empty' })
  const client = net.connect(Number(new URL(sandbox.url).port), '127.0.0.1')
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  client.on('error', () => undefined)
  await new Promise<void>((resolve) => client.once('connect', () => resolve()))
  await sandbox.stop()
  await closed
  expect(client.destroyed).toBe(true)
})
