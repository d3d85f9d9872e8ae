// The settings that exist, on two pages; a change applies at once.
import { type ReactNode, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import type { SettingChange } from '../../src-shared/settings'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { GeneralPage } from './general-page'
import { SecurityPage } from './security-page'
import styles from './settings.module.css'
import { openPage, type SettingsPageId, settingsPages } from './settings-pages'

interface PageProps {
  readonly onChange: (one: SettingChange) => void
}

const contents: Readonly<Record<SettingsPageId, (props: PageProps) => ReactNode>> = {
  general: GeneralPage,
  security: SecurityPage,
}

export function SettingsScreen() {
  const open = useSyncExternalStore(openPage.watch, openPage.get)
  const Page = contents[open]
  const { run, failure } = useAction('settings.set')
  const change = (one: SettingChange) => {
    run(one).catch(() => undefined)
  }
  return (
    <div className={styles.settings}>
      <nav aria-label="Settings" className={styles.side}>
        <ul className={styles.nav}>
          {settingsPages.map((page) => (
            <li key={page.id}>
              <Button
                className={styles.item ?? ''}
                {...(page.id === open ? { 'aria-current': 'page' as const } : {})}
                onPress={() => openPage.set(page.id)}
              >
                {page.name}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.pages}>
        <div className={styles.alert}>
          <Alert failure={failure} />
        </div>
        <Page onChange={change} />
      </div>
    </div>
  )
}
