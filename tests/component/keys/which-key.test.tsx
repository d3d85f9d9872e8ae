// The question Which key is it?: what tells the candidates apart, and that nothing is chosen for the person (N-77).
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { WhichKeyDialog } from '../../../src-renderer/keys/which-key-dialog'
import { show } from '../fake-bridge'
import { leaveNothing } from './fake-main'
import { attentionEntry } from './sample-attention'

afterEach(() => {
  cleanup()
  leaveNothing()
})

async function open(failure = false) {
  const onPick = vi.fn()
  const onClose = vi.fn()
  const at = '2026-03-02T10:14:00.000Z'
  await show(
    <WhichKeyDialog
      entry={attentionEntry(1, 'in-doubt', {
        description: 'Nightly export',
        candidates: [
          { keyId: '901', description: 'Nightly export', createdAt: at },
          { keyId: '902', description: 'Nightly export', createdAt: null },
        ],
      })}
      isRunning={false}
      failure={failure ? { code: 'not-found', detail: {}, trace: 't' } : null}
      onPick={onPick}
      onClose={onClose}
    />,
  )
  return { onPick, onClose, u: userEvent.setup() }
}

const choose = () => screen.getByRole('button', { name: 'Choose' })

test('nothing is chosen at first, and Enter picks nothing (N-77)', async () => {
  const { onPick, u } = await open()
  expect(screen.getByRole('dialog', { name: 'Which key is it?' }).textContent).toContain('Nightly export')
  expect(screen.getAllByRole('radio').filter((one) => (one as HTMLInputElement).checked)).toEqual([])
  expect(choose().getAttribute('aria-disabled')).toBe('true')
  await u.click(choose())
  await u.keyboard('{Enter}')
  expect(onPick).not.toHaveBeenCalled()
})

test('each candidate has its id and its time; the chosen one is told (N-77)', async () => {
  const { onPick, u } = await open()
  expect(screen.getByRole('radio', { name: 'Key id 902' }).getAttribute('aria-describedby')).toBeTruthy()
  expect(screen.getByText('Created at an unknown time')).toBeTruthy()
  await u.click(screen.getByRole('radio', { name: 'Key id 902' }))
  await u.click(choose())
  expect(onPick.mock.calls).toEqual([['902']])
})

test('none of these is an answer, too; a failure stays in the dialog (N-77)', async () => {
  const { onPick, onClose, u } = await open(true)
  expect(screen.getByRole('alert')).toBeTruthy()
  await u.click(screen.getByRole('radio', { name: 'None of these' }))
  await u.click(choose())
  expect(onPick.mock.calls).toEqual([[null]])
  await u.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(onClose).toHaveBeenCalledOnce()
})
