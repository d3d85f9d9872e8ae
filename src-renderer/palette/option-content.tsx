// One result of the palette: what it is, where it is, its shortcut, or why it does nothing now.

import { shortcutText } from '../../src-shared/shortcuts'
import { useTopic } from '../bridge/bridge-context'
import { ConsoleText } from '../keys/console-text'
import { Icon, type IconShape } from '../parts/icon'
import {
  AdvancedKeyIcon,
  ChevronRightIcon,
  CompanyIcon,
  ConsoleIcon,
  SettingsIcon,
  SimpleKeyIcon,
} from '../parts/icons'
import styles from './palette.module.css'
import type { Target } from './results'

export const whyOff = (target: Target): string | null =>
  target.kind === 'command' ? target.command.whyNot : null

function iconOf(target: Target): IconShape {
  switch (target.kind) {
    case 'command':
      return target.command.group === 'settings' ? SettingsIcon : ChevronRightIcon
    case 'key':
      return target.key.type === 'simple' ? SimpleKeyIcon : AdvancedKeyIcon
    case 'console':
      return ConsoleIcon
    case 'company':
      return CompanyIcon
  }
}

function Keys({ id }: { readonly id: Parameters<typeof shortcutText>[0] }) {
  const { platform } = useTopic('app')
  return <kbd className={styles.keys}>{shortcutText(id, platform)}</kbd>
}

interface Part {
  readonly name: 'owner' | 'company' | 'console' | 'address'
  readonly text: string
}

/** Owner, company and console of a key; the console of a company; the address of a console. */
function partsOf(target: Target, consoleName: (id: string) => string): readonly Part[] {
  switch (target.kind) {
    case 'command':
      return []
    case 'key':
      return [
        { name: 'owner', text: target.key.userName },
        { name: 'company', text: target.key.companyName },
        { name: 'console', text: consoleName(target.connectionId) },
      ]
    case 'company':
      return [{ name: 'console', text: consoleName(target.connectionId) }]
    case 'console':
      return [{ name: 'address', text: target.connection.origin }]
  }
}

function Aside({ target }: { readonly target: Target }) {
  const connections = useTopic('connections')
  const consoleName = (id: string) =>
    connections.length < 2 ? '' : (connections.find((one) => one.id === id)?.name ?? '')
  const shown = partsOf(target, consoleName).filter(({ text }) => text !== '')
  return (
    <span className={styles.aside}>
      {shown.map(({ name, text }, at) => (
        <span key={name}>
          {at > 0 && ' · '}
          <ConsoleText text={text} most={60} />
        </span>
      ))}
    </span>
  )
}

export function OptionContent({
  target,
  reason,
}: {
  readonly target: Target
  readonly reason: string | null
}) {
  return (
    <>
      <Icon shape={iconOf(target)} />
      <span className={styles.label}>
        {target.kind === 'command' ? (
          target.command.label
        ) : target.kind === 'key' ? (
          <ConsoleText text={target.key.description} most={200} />
        ) : (
          <ConsoleText text={target.kind === 'console' ? target.connection.name : target.name} most={100} />
        )}
      </span>
      {reason === null ? <Aside target={target} /> : <span className={styles.aside}>{reason}</span>}
      {target.kind === 'command' && target.command.shortcut !== undefined && (
        <Keys id={target.command.shortcut} />
      )}
    </>
  )
}
