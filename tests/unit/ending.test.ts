// How the app ends: asked first, in order, and by force where something hangs.
import { describe, expect, it } from 'vitest'
import { endInOrder } from '../../src-main/ending'

function setUp() {
  const handlers = new Map<string, (event: { preventDefault(): void }) => void>()
  const state = { mayEnd: true, hanging: false, asked: 0, killed: 0, quits: 0, timer: () => {} }
  let finish = () => {}
  const why: string[] = []
  const ending = endInOrder({
    app: {
      on: (name: string, run: never) => handlers.set(name, run),
      quit: () => {
        state.quits += 1
      },
    } as never,
    mayEnd: () => state.mayEnd,
    askToLeave: () => {
      state.asked += 1
    },
    finish: (reason) => {
      why.push(reason)
      return new Promise<void>((resolve) => {
        finish = resolve
      })
    },
    isHanging: () => state.hanging,
    kill: () => {
      state.killed += 1
    },
    after: (_ms, run) => {
      state.timer = run
    },
  })
  const emit = (name: string) => {
    let prevented = false
    handlers.get(name)?.({
      preventDefault: () => {
        prevented = true
      },
    })
    return prevented
  }
  const finished = async () => {
    finish()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { state, emit, finished, ending, why }
}

describe('endInOrder', () => {
  it('finishes what is open, then quits', async () => {
    const { state, emit, finished, why } = setUp()
    expect(emit('before-quit')).toBe(true)
    expect(state.quits).toBe(0)
    expect(why).toEqual(['quit'])
    await finished()
    expect(state.quits).toBe(1)
    expect(emit('before-quit')).toBe(false)
    emit('quit')
    expect(state.killed).toBe(0)
  })
  it('asks while a private key is not stored, and stays', () => {
    const { state, emit } = setUp()
    state.mayEnd = false
    expect(emit('before-quit')).toBe(true)
    expect(state).toMatchObject({ asked: 1, quits: 0 })
  })
  it('does not ask when the system ends the session', async () => {
    const { state, ending, finished, why } = setUp()
    state.mayEnd = false
    ending.endNow()
    ending.endNow()
    await finished()
    expect(state).toMatchObject({ asked: 0, quits: 1 })
    expect(why).toEqual(['log-off'])
  })
  it('is forced when finishing takes too long', () => {
    const { state, emit } = setUp()
    emit('before-quit')
    state.timer()
    expect(state.killed).toBe(1)
  })
  it('is forced when the credential store blocks a thread', async () => {
    const { state, emit, finished } = setUp()
    emit('before-quit')
    await finished()
    state.hanging = true
    emit('quit')
    expect(state.killed).toBe(1)
  })
  it('quits when the window is closed', () => {
    const { state, emit } = setUp()
    emit('window-all-closed')
    expect(state.quits).toBe(1)
  })
})
