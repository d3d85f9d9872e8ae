// A group of settings and one line of it: name, hint, control.
import type { ReactNode } from 'react'
import styles from './settings.module.css'

export function SettingGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface SettingLineProps {
  readonly name: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}

export function SettingLine({ name, hint, children }: SettingLineProps) {
  return (
    <div className={styles.setting}>
      <div>
        <div>{name}</div>
        {hint !== undefined && <p>{hint}</p>}
      </div>
      <div>{children}</div>
    </div>
  )
}
