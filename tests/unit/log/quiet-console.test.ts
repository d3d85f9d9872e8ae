// A packaged app prints nothing through the console (S-38).
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { silence } from '../../../src-main/log/quiet-console'

it('prints nothing through any method of the console once it is silenced (S-38)', () => {
  let printed = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      printed += chunk
      done()
    },
  })
  const target = new Console(stream, stream)
  const names = Object.keys(target) as (keyof Console)[]
  const callAll = () => {
    for (const name of names) {
      const method = target[name]
      if (typeof method === 'function' && name !== 'Console') Reflect.apply(method, target, ['canary'])
    }
    target.assert(false, 'canary')
  }
  callAll()
  expect(printed, 'the search finds what is printed').toContain('canary')
  silence(target)
  printed = ''
  callAll()
  expect(printed).toBe('')
})
