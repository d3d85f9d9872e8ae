// Holds the dialogs about consoles, over whatever is there: add, edit, remove, arrange, export, import.
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import type { Connection } from '../../src-shared/connection'
import { useTopic } from '../bridge/bridge-context'
import { type ConsoleDialog, type OpenConsoleDialog, OpenConsoleDialogContext } from './use-console-dialogs'

const AddConsoleDialog = lazy(() =>
  import('./add-console-dialog').then((module) => ({ default: module.AddConsoleDialog })),
)
const ArrangeDialog = lazy(() =>
  import('./arrange-dialog').then((module) => ({ default: module.ArrangeDialog })),
)
const ExportDialog = lazy(() =>
  import('./export-dialog').then((module) => ({ default: module.ExportDialog })),
)
const ImportDialog = lazy(() =>
  import('./import-dialog').then((module) => ({ default: module.ImportDialog })),
)
const EditConnectionDialog = lazy(() =>
  import('./connection-dialogs').then((module) => ({ default: module.EditConnectionDialog })),
)
const RemoveConnectionDialog = lazy(() =>
  import('./connection-dialogs').then((module) => ({ default: module.RemoveConnectionDialog })),
)

/** Around the whole app: what an import came to must outlive the first screen, which ends with the first console. */
export function ConsoleDialogs({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<readonly { readonly key: number; readonly dialog: ConsoleDialog }[]>(
    [],
  )
  const last = useRef(0)
  const open = useCallback<OpenConsoleDialog>((dialog) => {
    last.current += 1
    const key = last.current
    setOpened((now) => [...now, { key, dialog }])
  }, [])
  return (
    <OpenConsoleDialogContext value={open}>
      {children}
      {opened.map(({ key, dialog }) => (
        <Suspense key={key}>
          <OpenDialog
            dialog={dialog}
            onClose={() => setOpened((now) => now.filter((one) => one.key !== key))}
          />
        </Suspense>
      ))}
    </OpenConsoleDialogContext>
  )
}

interface OpenDialogProps {
  readonly dialog: ConsoleDialog
  readonly onClose: () => void
}

function OpenDialog({ dialog, onClose }: OpenDialogProps) {
  const connections = useTopic('connections')
  const of = (connectionId: string): Connection | undefined =>
    connections.find(({ id }) => id === connectionId)
  switch (dialog.kind) {
    case 'add':
      return (
        <AddConsoleDialog
          onAdded={(connectionId) => {
            onClose()
            dialog.onAdded?.(connectionId)
          }}
          onClose={onClose}
        />
      )
    case 'arrange':
      return <ArrangeDialog onClose={onClose} />
    case 'export':
      return <ExportDialog onClose={onClose} />
    case 'import':
      return <ImportDialog onClose={onClose} />
    case 'edit':
    case 'remove': {
      // Gone meanwhile: nothing is left to ask about.
      const connection = of(dialog.connectionId)
      if (connection === undefined) return null
      const One = dialog.kind === 'edit' ? EditConnectionDialog : RemoveConnectionDialog
      return <One connection={connection} onClose={onClose} />
    }
  }
}
