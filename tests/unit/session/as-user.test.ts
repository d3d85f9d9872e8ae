// One request as the signed-in person: what leaves, what never does once the app is locked, and what a 401 then means.
import { expect, it } from 'vitest'
import { createAsUser } from '../../../src-main/session/as-user'
import { AppError } from '../../../src-shared/errors'
import { person as user } from '../../doubles/person'

const over = new AppError('sign-in-over')

function parts() {
  const state = { isLocked: false }
  const asked: string[] = []
  const failures: unknown[] = []
  /** Happens while a token is waited for. */
  let meanwhile = () => {}
  const token = async (name: string) => {
    asked.push(name)
    meanwhile()
    return name
  }
  const asUser = createAsUser({
    tokens: { access: () => token('first'), replacement: () => token('second'), user: () => user },
    isLocked: () => state.isLocked,
    target: (connectionId) => ({ connectionId, origin: 'https://vspc.example', pin: null, generation: 0 }),
    onAnswer: () => {},
    onFailure: async (_, error) => void failures.push(error),
  })
  const sent: string[] = []
  /** Sends with the bearer it gets; `answers` come in turn. */
  const send = (kind: 'read' | 'write', ...answers: (string | AppError | (() => AppError))[]) =>
    asUser('c', kind, async (_, bearer) => {
      sent.push(String(bearer))
      const answer = answers.shift() ?? 'done'
      if (typeof answer === 'string') return answer
      throw typeof answer === 'function' ? answer() : answer
    })
  const lock = () => {
    state.isLocked = true
  }
  return {
    send,
    sent,
    asked,
    failures,
    lock,
    meanwhile: (run: () => void) => {
      meanwhile = run
    },
  }
}
const failure = (code: string, detail: object = {}) => expect.objectContaining({ code, detail })

it('a read that meets a 401 goes again with the next token, a write does not (P6)', async () => {
  const read = parts()
  expect(await read.send('read', over, 'done')).toBe('done')
  expect(read.sent).toEqual(['first', 'second'])
  const write = parts()
  await expect(write.send('write', over)).rejects.toEqual(failure('sign-in-over', { renewed: true }))
  expect([write.sent, write.asked]).toEqual([['first'], ['first', 'second']])
})

it('nothing is asked for and nothing leaves while locked (S-26, P11)', async () => {
  for (const kind of ['read', 'write'] as const) {
    const { send, sent, asked, lock } = parts()
    lock()
    await expect(send(kind)).rejects.toEqual(failure('locked'))
    expect([sent, asked]).toEqual([[], []])
  }
})

it('a token that arrives after the lock is not used any more (S-26, N-34)', async () => {
  const { send, sent, meanwhile, lock } = parts()
  meanwhile(lock)
  await expect(send('write')).rejects.toEqual(failure('locked'))
  expect(sent).toEqual([])
})

it('what was sent before the lock goes on and is answered', async () => {
  const { send, lock } = parts()
  const answer = send('write', 'created')
  lock()
  // Locked before the token was there: nothing has left yet.
  await expect(answer).rejects.toEqual(failure('locked'))
  const sentBefore = parts()
  const late = sentBefore.send('write', 'created')
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
  expect(sentBefore.sent).toEqual(['first'])
  sentBefore.lock()
  expect(await late).toBe('created')
})

it('a 401 that arrives after the lock starts no refresh and ends no sign-in (S-26)', async () => {
  for (const [kind, told] of [
    ['read', failure('locked')],
    ['write', failure('sign-in-over', { renewed: true })],
  ] as const) {
    const { send, asked, failures, lock } = parts()
    const refuse = () => {
      lock()
      return over
    }
    await expect(send(kind, refuse)).rejects.toEqual(told)
    expect(asked).toEqual(['first'])
    expect(failures).toEqual([told])
  }
})
