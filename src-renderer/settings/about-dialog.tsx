// About: version and runtime, and whether that runtime is one to trust.
import { useTopic } from '../bridge/bridge-context'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { CopyText } from '../parts/copy-text'
import { Dialog } from '../parts/dialog'
import { Facts } from '../parts/facts'
import { SimpleKeyIcon, WarningIcon } from '../parts/icons'

const platforms = { windows: 'Windows', macos: 'macOS', linux: 'Linux' } as const

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useTopic('app')
  const facts = [
    { label: 'Version', value: app.packaged ? app.version : `${app.version}, development build` },
    { label: 'Electron', value: app.electron },
    { label: 'Chromium', value: app.chrome },
    { label: 'Node.js', value: app.node },
    { label: 'System', value: platforms[app.platform] },
  ]
  const asText = [...facts, { label: 'Runtime', value: app.runtime }]
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n')
  return (
    <Dialog
      title="About Keywright"
      icon={SimpleKeyIcon}
      iconTone="accent"
      text="Manages REST API keys of Veeam Service Provider Console. Independent software, not affiliated with Veeam."
      onClose={onClose}
      footStart={<CopyText text={asText} label="Copy details" size="form" />}
      buttons={
        <Button size="form" variant="filled" autoFocus onPress={onClose}>
          Close
        </Button>
      }
    >
      <Facts facts={facts} />
      {app.runtime === 'substitute' && (
        <Banner title="Substitute runtime" tone="warning" icon={WarningIcon}>
          Keywright runs on an older Electron for development and tests. A release never does.
        </Banner>
      )}
    </Dialog>
  )
}
