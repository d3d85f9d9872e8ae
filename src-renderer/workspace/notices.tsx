// Notices of the main process as banners: each says what happened to what, and goes away when it was read.
import { useState } from 'react'
import type { AppState, Notice, VaultMode } from '../../src-shared/app-state'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { Banner } from '../parts/banner'
import { IconButton } from '../parts/button'
import { CloseIcon, InfoIcon, StoreIcon, WarningIcon } from '../parts/icons'
import { noticeText, vaultText } from '../text/notice-text'

function NoticeBanner({ notice }: { readonly notice: Notice }) {
  const { run, isRunning } = useAction('app.dismissNotice')
  const { title, text } = noticeText(notice)
  const calm = notice.kind === 'clipboard-cleared'
  return (
    <Banner
      title={title}
      tone={calm ? 'info' : 'warning'}
      icon={calm ? InfoIcon : WarningIcon}
      actions={
        <IconButton
          icon={CloseIcon}
          label={`Dismiss: ${title}`}
          isPending={isRunning}
          onPress={() => {
            run({ id: notice.id }).catch(() => undefined)
          }}
        />
      }
    >
      {text}
    </Banner>
  )
}

function MemoryBanner({
  vault,
  platform,
}: {
  readonly vault: Extract<VaultMode, { kind: 'memory' }>
  readonly platform: AppState['platform']
}) {
  // Closed for this run only: the next start without a store must say it again.
  const [closed, setClosed] = useState(false)
  if (closed) return null
  const { title, text } = vaultText(vault, platform)
  return (
    <Banner
      title={title}
      tone="warning"
      icon={StoreIcon}
      actions={<IconButton icon={CloseIcon} label={`Dismiss: ${title}`} onPress={() => setClosed(true)} />}
    >
      {text}
    </Banner>
  )
}

/** @param isJournal the journal is on the screen, which says it better itself */
export function Notices({ isJournal }: { readonly isJournal: boolean }) {
  const { broken } = useTopic('journal')
  const { notices, vault, platform } = useTopic('app')
  return (
    <>
      {vault.kind === 'memory' && <MemoryBanner vault={vault} platform={platform} />}
      {broken?.kind === 'broken' && !isJournal && (
        <Banner title="The journal is not as it was written" tone="danger" icon={WarningIcon}>
          Entries were changed or removed outside Keywright, or their key was. Open Journal to see where.
        </Banner>
      )}
      {broken?.kind === 'unanchored' && broken.why === 'absent' && !isJournal && (
        <Banner title="Where the journal ended is not known" tone="warning" icon={WarningIcon}>
          The credential store does not remember the last entry: later ones may have been removed. Open
          Journal to read more.
        </Banner>
      )}
      {notices.map((notice) => (
        <NoticeBanner key={notice.id} notice={notice} />
      ))}
    </>
  )
}
