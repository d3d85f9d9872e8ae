// When the console itself fails it answers 520 and reports the operation, and nothing of the request.
import { afterEach, expect, it, vi } from 'vitest'
import { startTestConsole } from './test-console'

afterEach(() => vi.restoreAllMocks())

it('reports a fault of its own without request data', async () => {
  const printed: string[] = []
  const keep = (text: unknown) => {
    printed.push(String(text))
    return true
  }
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  const console = await startTestConsole({
    wait: () => Promise.reject(new Error('a message that repeats hush-hush')),
    report: keep,
  })
  const form = { grant_type: 'password', username: 'NG-VSPC\\m.lindqvist', password: 'hush-hush' }
  const answer = await console.send('POST', '/token?trace=hush-hush', { form })
  await console.stop()
  expect(answer.status).toBe(520)
  expect(answer.body.errors?.[0]).toMatchObject({ type: 'unspecified', code: 520 })
  expect(answer.text).not.toContain('hush-hush')
  const all = printed.join('\n')
  // The positive control: the report is among what was kept.
  expect(all).toContain('OAuth2IssueToken')
  expect(all).not.toContain('hush-hush')
  expect(all).not.toContain('lindqvist')
})
