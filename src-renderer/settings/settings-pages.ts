// The pages of the settings by name, and which one somebody asked for from elsewhere.
import { createCell } from '../../src-shared/cell'

/** `words`: what people look for that is on the page. */
export const settingsPages = [
  { id: 'general', name: 'General', words: 'theme appearance dark light density' },
  { id: 'security', name: 'Security', words: 'lock clipboard credential store keyring' },
] as const
export type SettingsPageId = (typeof settingsPages)[number]['id']

/** The page that is open, or opens with the settings. */
export const openPage = createCell<SettingsPageId>('general')
