// Settings, General: how often lists are read by themselves.
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { SettingsScreen } from '../../../src-renderer/settings/settings-screen'
import { defaultSettings } from '../../../src-shared/settings'
import { show, topics } from '../fake-bridge'

it('says how often lists are read by themselves, and changes it', async () => {
  const { bridge } = await show(<SettingsScreen />)
  const user = userEvent.setup()
  const button = screen.getByRole('button', { name: /Refresh by itself/ })
  expect(button.textContent).toContain('Every 15 minutes')
  await user.click(button)
  await user.click(await screen.findByRole('option', { name: 'Only when asked' }))
  expect(bridge.inputsOf('settings.set')).toEqual([{ name: 'syncMinutes', value: 0 }])
})

it('offers also a time that is set and not in the list', async () => {
  await show(<SettingsScreen />, topics({ settings: { ...defaultSettings, syncMinutes: 7 } }))
  expect(screen.getByRole('button', { name: /Refresh by itself/ }).textContent).toContain('Every 7 minutes')
})
