// Settings, General: how the window looks, how often lists are read, and the list of consoles.
import type { SettingChange } from '../../src-shared/settings'
import { useTopic } from '../bridge/bridge-context'
import { useConsoleDialogs } from '../consoles/use-console-dialogs'
import { Button } from '../parts/button'
import { SegmentedRadios } from '../parts/radios'
import { Select } from '../parts/select'
import { SettingGroup, SettingLine } from './setting-line'
import styles from './settings.module.css'

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

const offeredMinutes = [0, 5, 15, 30, 60]
const minutesText = (minutes: number) =>
  minutes === 0 ? 'Only when asked' : minutes === 1 ? 'Every minute' : `Every ${minutes} minutes`

export interface PageProps {
  readonly onChange: (change: SettingChange) => void
}

export function GeneralPage({ onChange }: PageProps) {
  const { theme, density, syncMinutes } = useTopic('settings')
  const minutes = [...new Set([...offeredMinutes, syncMinutes])].sort((a, b) => a - b)
  const openDialog = useConsoleDialogs()
  return (
    <>
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
      <SettingGroup title="Lists of keys">
        <SettingLine
          name="Refresh by itself"
          hint="Also when you come back to this window. Not while locked, offline or signed out."
        >
          <Select
            label="Refresh by itself"
            options={minutes.map((one) => ({ value: String(one), label: minutesText(one) }))}
            value={String(syncMinutes)}
            onChange={(value) => onChange({ name: 'syncMinutes', value: Number(value) })}
          />
        </SettingLine>
      </SettingGroup>
      <SettingGroup title="Consoles">
        <SettingLine name="Your consoles" hint="Their order, names, groups, tags and colours.">
          <Button onPress={() => openDialog({ kind: 'arrange' })}>Arrange consoles…</Button>
        </SettingLine>
        <SettingLine
          name="List as a file"
          hint="For another computer or a colleague. It holds no secrets and no trust."
        >
          <span className={styles.pair}>
            <Button onPress={() => openDialog({ kind: 'import' })}>Import connections…</Button>
            <Button onPress={() => openDialog({ kind: 'export' })}>Export connections…</Button>
          </span>
        </SettingLine>
      </SettingGroup>
    </>
  )
}
