// Parts with behaviour: reasons that can be reached, safe defaults, names that hold only what they should.
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Alert } from '../../../src-renderer/parts/alert'
import { Button } from '../../../src-renderer/parts/button'
import { Checkbox } from '../../../src-renderer/parts/checkbox'
import { CopyText } from '../../../src-renderer/parts/copy-text'
import { Dialog } from '../../../src-renderer/parts/dialog'
import { Fingerprint } from '../../../src-renderer/parts/facts'
import { MenuButton, MenuItem } from '../../../src-renderer/parts/menu'
import { RadioGroup } from '../../../src-renderer/parts/radios'
import hiding from '../../../src-renderer/parts/text.module.css'
import { TextField } from '../../../src-renderer/parts/text-field'
import { failure, fingerprint, show } from '../fake-bridge'

it('a button with a reason keeps its place in the tab order, says the reason, and does nothing', async () => {
  const pressed = vi.fn()
  const submitted = vi.fn((event: { preventDefault(): void }) => event.preventDefault())
  await show(
    <form onSubmit={submitted}>
      <Button type="submit" disabledReason="Tick the box first." onPress={pressed}>
        Go on
      </Button>
    </form>,
  )
  await userEvent.tab()
  const button = screen.getByRole('button', { name: 'Go on' })
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(button.getAttribute('aria-description')).toBe('Tick the box first.')
  await userEvent.keyboard('{Enter}')
  await userEvent.click(button)
  expect(pressed).not.toHaveBeenCalled()
  expect(submitted).not.toHaveBeenCalled()
})

it('a button that becomes pending stays the same element with the focus, ignores presses, and says so', async () => {
  const pressed = vi.fn()
  function Page() {
    const [pending, setPending] = useState(false)
    return (
      <Button
        isPending={pending}
        onPress={() => {
          pressed()
          setPending(true)
        }}
      >
        Save
      </Button>
    )
  }
  await show(<Page />)
  const button = screen.getByRole('button', { name: 'Save' })
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: 'Save' })).toBe(button)
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(button.getAttribute('aria-description')).toBe('Working')
  await userEvent.keyboard('{Enter}')
  expect(pressed).toHaveBeenCalledTimes(1)
})

it('a dialog takes the focus to its default, closes on Escape, and gives the focus back', async () => {
  function Page() {
    const [open, setOpen] = useState(false)
    return (
      <>
        <Button onPress={() => setOpen(true)}>Open</Button>
        {open && (
          <Dialog
            role="alertdialog"
            title="Remove connection"
            text="It disappears."
            onClose={() => setOpen(false)}
            buttons={
              <>
                <Button>Remove</Button>
                <Button autoFocus onPress={() => setOpen(false)}>
                  Cancel
                </Button>
              </>
            }
          />
        )}
      </>
    )
  }
  await show(<Page />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  const dialog = screen.getByRole('alertdialog', { name: 'Remove connection' })
  const about = dialog.getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(about)?.textContent).toBe('It disappears.')
  expect(document.activeElement?.textContent).toBe('Cancel')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  await act(async () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())))
  expect(document.activeElement?.textContent).toBe('Open')
})

it('a dialog that must not be left stays on Escape', async () => {
  const closed = vi.fn()
  await show(
    <Dialog
      title="Create key"
      canEscape={false}
      onClose={closed}
      buttons={<Button autoFocus>Done</Button>}
    />,
  )
  await userEvent.keyboard('{Escape}')
  expect(closed).not.toHaveBeenCalled()
})

it('the name of a radio or a tick box is its label alone; the hint is its description', async () => {
  const changed = vi.fn()
  await show(
    <>
      <RadioGroup
        label="Key type"
        look="cards"
        value="simple"
        onChange={changed}
        options={[
          { value: 'simple', label: 'Simple key', hint: 'One text.' },
          { value: 'advanced', label: 'Advanced key', hint: 'A pair.' },
        ]}
      />
      <Checkbox label="Stay signed in" hint="In the store." isSelected onChange={() => undefined} />
    </>,
  )
  const group = screen.getByRole('radiogroup', { name: 'Key type' })
  expect(group).toBeTruthy()
  const radio = screen.getByRole('radio', { name: 'Advanced key' })
  const describedBy = (element: Element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' ')
  expect(describedBy(radio)).toContain('A pair.')
  expect(describedBy(screen.getByRole('checkbox', { name: 'Stay signed in' }))).toContain('In the store.')
  await userEvent.click(radio)
  expect(changed).toHaveBeenCalledWith('advanced')
})

it('an error replaces the note and marks the field', async () => {
  const field = (error: string | null) => (
    <TextField label="Name" value="" onChange={() => undefined} note="Any name." error={error} />
  )
  await show(field('Enter a name.'))
  const input = screen.getByRole('textbox', { name: 'Name' })
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByText('Enter a name.')).toBeTruthy()
  expect(screen.queryByText('Any name.')).toBeNull()
})

it('a menu with a reason does not open', async () => {
  await show(
    <MenuButton label="New key" disabledReason="You are offline.">
      <MenuItem label="Simple key" onAction={() => undefined} />
    </MenuButton>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'New key' }))
  await userEvent.keyboard('{ArrowDown}')
  expect(screen.queryByRole('menu')).toBeNull()
})

it('a menu item is named by its label and runs its action', async () => {
  const chosen = vi.fn()
  await show(
    <MenuButton label="New key">
      <MenuItem label="Simple key (recommended)" shortcut="Ctrl+N" onAction={chosen} />
    </MenuButton>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'New key' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Simple key (recommended)' }))
  expect(chosen).toHaveBeenCalledTimes(1)
})

it('a fingerprint stays one string and breaks only between groups of bytes', async () => {
  await show(<Fingerprint value={fingerprint('01')} group={16} />)
  const element = screen.getByText(
    (_, node) => node?.textContent === fingerprint('01') && node.tagName === 'SPAN',
  )
  expect(element.querySelectorAll('wbr')).toHaveLength(3)
})

it('an alert says what to do and copies code and trace, never the words around them', async () => {
  const { bridge } = await show(<Alert failure={failure('server-fault', { status: 520 })} />)
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toMatch(/fault of its own.*Try again/)
  await userEvent.click(screen.getByText('Details'))
  await userEvent.click(screen.getByRole('button', { name: 'Copy details' }))
  expect(bridge.inputsOf('app.copyText')).toEqual([
    { text: 'code: server-fault\nstatus: 520\ntrace: trace-1' },
  ])
})

it.each(['plain', 'link'] as const)('a copy that failed is drawn, not only read out: %s', async (variant) => {
  const { bridge } = await show(<CopyText text="CN=x" label="Copy details" variant={variant} />)
  const said = () => screen.getByRole('status')
  expect(hiding.hidden).toBeTruthy()
  bridge.answer('app.copyText', { failure: failure('internal') })
  await userEvent.click(screen.getByRole('button', { name: 'Copy details' }))
  await waitFor(() => expect(said().textContent).not.toBe(''))
  expect(said().classList.contains(hiding.hidden ?? '')).toBe(false)
  // What worked is drawn by the icon, and by the words where there is no icon.
  bridge.answer('app.copyText', { value: {} })
  await userEvent.click(screen.getByRole('button', { name: 'Copy details' }))
  await waitFor(() => expect(said().textContent).toBe('Copied'))
  expect(said().classList.contains(hiding.hidden ?? '')).toBe(variant !== 'link')
})
