// Settings, General: how the window looks.
import type { SettingChange } from '../../src-shared/settings'
import { useTopic } from '../bridge/bridge-context'
import { SegmentedRadios } from '../parts/radios'
import { SettingGroup, SettingLine } from './setting-line'

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const densities = [
  { value: 'compact', label: 'Compact' },
  { value: 'cosy', label: 'Cosy' },
  { value: 'touch', label: 'Touch' },
] as const

export interface PageProps {
  readonly onChange: (change: SettingChange) => void
}

export function GeneralPage({ onChange }: PageProps) {
  const { theme, density } = useTopic('settings')
  return (
    <SettingGroup title="Appearance">
      <SettingLine name="Theme" hint="Contrast themes of the system are always followed.">
        <SegmentedRadios
          label="Theme"
          options={themes}
          value={theme}
          onChange={(value) => onChange({ name: 'theme', value })}
        />
      </SettingLine>
      <SettingLine name="Row height" hint="Touch makes buttons and fields larger too.">
        <SegmentedRadios
          label="Row height"
          options={densities}
          value={density}
          onChange={(value) => onChange({ name: 'density', value })}
        />
      </SettingLine>
    </SettingGroup>
  )
}
