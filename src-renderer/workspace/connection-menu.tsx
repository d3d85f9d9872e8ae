// The menu button Connection with its dialogs, and Sign out, also from the application menu.
import { lazy, Suspense, useState } from 'react'
import type { Connection } from '../../src-shared/connection'
import { useAction } from '../bridge/use-action'
import { useMenuCommand } from '../bridge/use-menu-command'
import { AdvancedKeyIcon, DeleteIcon, EditIcon, SignOutIcon } from '../parts/icons'
import { MenuButton, MenuItem, MenuSeparator } from '../parts/menu'
import { StatusLine } from '../parts/status'
import { errorLine } from '../text/error-text'

const EditConnectionDialog = lazy(() =>
  import('../consoles/connection-dialogs').then((module) => ({ default: module.EditConnectionDialog })),
)
const RemoveConnectionDialog = lazy(() =>
  import('../consoles/connection-dialogs').then((module) => ({ default: module.RemoveConnectionDialog })),
)
const StationKeyDialog = lazy(() =>
  import('../consoles/station-key-dialog').then((module) => ({ default: module.StationKeyDialog })),
)

interface ConnectionMenuProps {
  readonly connection: Connection
  readonly isSignedIn: boolean
  /** A wizard is open: signing out from the application menu waits until it is done. */
  readonly isBusy: boolean
}

export function ConnectionMenu({ connection, isSignedIn, isBusy }: ConnectionMenuProps) {
  const [open, setOpen] = useState<'edit' | 'remove' | 'station-key' | null>(null)
  const { run, failure } = useAction('session.signOut')
  const signOut = () => {
    run({ connectionId: connection.id }).catch(() => undefined)
  }
  const close = () => setOpen(null)
  useMenuCommand('sign-out', () => {
    if (isSignedIn && !isBusy) signOut()
  })
  return (
    <>
      {failure !== null && <StatusLine>{errorLine(failure)}</StatusLine>}
      <MenuButton label="Connection" align="end">
        <MenuItem label="Edit connection" icon={EditIcon} onAction={() => setOpen('edit')} />
        <MenuItem label="Remove connection" icon={DeleteIcon} onAction={() => setOpen('remove')} />
        <MenuItem
          label="Sign in without a password…"
          icon={AdvancedKeyIcon}
          onAction={() => setOpen('station-key')}
        />
        {isSignedIn && <MenuSeparator />}
        {isSignedIn && <MenuItem label="Sign out" icon={SignOutIcon} onAction={signOut} />}
      </MenuButton>
      <Suspense>
        {open === 'edit' && <EditConnectionDialog connection={connection} onClose={close} />}
        {open === 'remove' && <RemoveConnectionDialog connection={connection} onClose={close} />}
        {open === 'station-key' && <StationKeyDialog connection={connection} onClose={close} />}
      </Suspense>
    </>
  )
}
