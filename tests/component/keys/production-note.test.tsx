// Keys of a console in production: the dialogs that disable and delete say so, and those of other consoles do not.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { connection } from '../fake-bridge'
import { inventoryOf, openKeys } from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())

const open = async (tag: 'production' | 'test' | null) => {
  await openKeys(inventoryOf([sampleKey(1)]), { topics: { connections: [connection({ tag })] } })
  await userEvent.click(screen.getAllByRole('row')[1] as HTMLElement)
}

it.each([
  ['Disable', 'Disable key'],
  ['Delete', 'Delete key'],
])('%s names the console that is in production', async (button, dialog) => {
  await open('production')
  await userEvent.click(screen.getByRole('button', { name: button }))
  const question = await screen.findByRole('alertdialog', { name: dialog })
  expect(within(question).getByRole('listitem').textContent).toBe('ProductionEU-1 is in production.')
})

it.each(['test', null] as const)('tag %s: nothing is said', async (tag) => {
  await open(tag)
  await userEvent.click(screen.getByRole('button', { name: 'Disable' }))
  const question = await screen.findByRole('alertdialog', { name: 'Disable key' })
  expect(question.textContent).not.toMatch(/in production/)
})
