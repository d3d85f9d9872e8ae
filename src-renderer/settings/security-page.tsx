// Settings, Security: the clipboard, where sign-ins are kept, and which certificate is trusted.
import type { VaultMode } from '../../src-shared/app-state'
import { useTopic } from '../bridge/bridge-context'
import { issuerText, validityText } from '../certificate/certificate-words'
import { CopyText } from '../parts/copy-text'
import { Facts, Fingerprint } from '../parts/facts'
import { Icon } from '../parts/icon'
import { ActiveIcon, WarningIcon } from '../parts/icons'
import { Spinner } from '../parts/progress'
import { Select } from '../parts/select'
import { keysText } from '../text/counts'
import { storeName, vaultText } from '../text/notice-text'
import type { PageProps } from './general-page'
import { SettingGroup, SettingLine } from './setting-line'
import styles from './settings.module.css'

const offeredMinutes = [1, 2, 5, 10, 15, 30, 60]
const offeredSeconds = [10, 20, 30, 60, 90, 120]

function StoreState({ vault }: { readonly vault: VaultMode }) {
  if (vault.kind === 'opening')
    return (
      <span className={styles.fact}>
        <Spinner />
        Opening
      </span>
    )
  const works = vault.kind === 'keyring'
  return (
    <span className={styles.fact}>
      <Icon shape={works ? ActiveIcon : WarningIcon} size="small" tone={works ? 'ok' : 'warning'} />
      {works ? 'Available' : 'Not in use'}
    </span>
  )
}

export function SecurityPage({ onChange }: PageProps) {
  const { vault, platform } = useTopic('app')
  const { clipboardSeconds, lockMinutes } = useTopic('settings')
  const connections = useTopic('connections')
  const inventories = useTopic('inventory')
  const seconds = [...new Set([...offeredSeconds, clipboardSeconds])].sort((a, b) => a - b)
  const minutes = [...new Set([...offeredMinutes, lockMinutes])].sort((a, b) => a - b)
  const saved = inventories.filter((one) => one.fetchedAt !== null)
  const count = saved.reduce((sum, one) => sum + one.keys.length, 0)
  return (
    <>
      <SettingGroup title="Lock">
        <SettingLine
          name="Lock when idle"
          hint="Ends access to consoles, hides all names and clears the clipboard."
        >
          <Select
            label="Lock when idle"
            options={minutes.map((one) => ({
              value: String(one),
              label: one === 1 ? 'After 1 minute' : `After ${one} minutes`,
            }))}
            value={String(lockMinutes)}
            onChange={(value) => onChange({ name: 'lockMinutes', value: Number(value) })}
          />
        </SettingLine>
        <SettingLine name="Lock with the computer" hint="Screen lock, sleep and switching users.">
          <span className={styles.fact}>
            <Icon shape={ActiveIcon} size="small" tone="ok" />
            Always on
          </span>
        </SettingLine>
        <SettingLine name="Unlock with" hint="The console must be reachable. A local PIN is not there yet.">
          <span className={styles.fact}>Signing in again</span>
        </SettingLine>
      </SettingGroup>
      <SettingGroup title="Private keys">
        <SettingLine
          name="Clear the clipboard"
          hint="After a private key was copied. Also when Keywright locks or closes."
        >
          <Select
            label="Clear the clipboard"
            options={seconds.map((one) => ({ value: String(one), label: `After ${one} seconds` }))}
            value={String(clipboardSeconds)}
            onChange={(value) => onChange({ name: 'clipboardSeconds', value: Number(value) })}
          />
        </SettingLine>
        <SettingLine
          name="Hide from screen capture"
          hint="While a private key can be shown. Linux and newer versions of macOS do not honour this."
        >
          <span className={styles.fact}>
            <Icon shape={ActiveIcon} size="small" tone="ok" />
            Always on
          </span>
        </SettingLine>
      </SettingGroup>
      <SettingGroup title="Storage on this computer">
        <SettingLine
          name="Credential store"
          hint={vault.kind === 'memory' ? vaultText(vault, platform).text : storeName(platform)}
        >
          <StoreState vault={vault} />
        </SettingLine>
        <SettingLine
          name="Sign-ins"
          hint="Kept only where you asked to stay signed in, until you sign out or remove the console."
        >
          <span className={styles.fact}>
            {vault.kind === 'memory' ? 'Until Keywright closes' : 'In the credential store'}
          </span>
        </SettingLine>
        <SettingLine name="Saved lists" hint="Names, owners and states of keys. Never a private key.">
          <span className={styles.fact}>
            {vault.kind === 'memory' ? 'None' : `${keysText(count)}, encrypted`}
          </span>
        </SettingLine>
      </SettingGroup>
      {connections.map(
        ({ id, name, pin }) =>
          pin !== null && (
            <SettingGroup key={id} title="Trusted certificate">
              <SettingLine
                name={name}
                hint="Trusted by you, for this console only. Another one is asked about."
              >
                <CopyText text={pin.fingerprint256} label="Copy fingerprint" variant="plain" />
              </SettingLine>
              <div className={styles.setting}>
                <Facts
                  className={styles.row ?? ''}
                  facts={[
                    { label: 'Issued by', value: issuerText(pin) },
                    { label: 'Valid', value: validityText(pin) },
                    { label: 'SHA-256', value: <Fingerprint value={pin.fingerprint256} group={16} /> },
                  ]}
                />
              </div>
            </SettingGroup>
          ),
      )}
    </>
  )
}
