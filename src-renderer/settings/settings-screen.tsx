// The settings that exist, on two pages; a change applies at once.
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { SettingChange } from '../../src-shared/settings'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { GeneralPage } from './general-page'
import { SecurityPage } from './security-page'
import styles from './settings.module.css'

const pages = [
  { name: 'General', Page: GeneralPage },
  { name: 'Security', Page: SecurityPage },
] as const

export function SettingsScreen() {
  const [open, setOpen] = useState<(typeof pages)[number]>(pages[0])
  const { run, failure } = useAction('settings.set')
  const change = (one: SettingChange) => {
    run(one).catch(() => undefined)
  }
  return (
    <div className={styles.settings}>
      <nav aria-label="Settings" className={styles.side}>
        <ul className={styles.nav}>
          {pages.map((page) => (
            <li key={page.name}>
              <Button
                className={styles.item ?? ''}
                {...(page === open ? { 'aria-current': 'page' as const } : {})}
                onPress={() => setOpen(page)}
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
        <open.Page onChange={change} />
      </div>
    </div>
  )
}
