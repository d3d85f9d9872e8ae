// A screen that throws leaves a message with the kind of the error, nothing of its text, and a way back.
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { BrokenScreen } from '../../../src-renderer/parts/broken-screen'
import { quietErrors } from '../../../src-renderer/parts/quiet-errors'

afterEach(() => vi.restoreAllMocks())

const state = { thrown: null as unknown }
function Screen() {
  if (state.thrown !== null) throw state.thrown
  return <p>All is well</p>
}
const named = (name: string) => Object.assign(new Error('canary'), { name })

it.each([
  ['TypeError', new TypeError('canary')],
  ['thrown', 'canary'],
  ['thrown', named('canary of <b>many</b> words')],
])(
  'says %s and nothing else of what was thrown, prints nothing, and tries again (S-56)',
  async (kind, thrown) => {
    const printed = (['error', 'warn', 'log'] as const).map((name) => vi.spyOn(console, name))
    state.thrown = thrown
    render(
      <BrokenScreen>
        <Screen />
      </BrokenScreen>,
      { onCaughtError: quietErrors.onCaughtError },
    )
    expect(screen.getByRole('heading', { name: 'This window could not be drawn' })).toBeTruthy()
    expect(document.body.textContent).toContain(`Code: ${kind}`)
    expect(document.body.textContent).not.toContain('canary')
    for (const one of printed) expect(one).not.toHaveBeenCalled()
    state.thrown = null
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('All is well')).toBeTruthy()
  },
)
