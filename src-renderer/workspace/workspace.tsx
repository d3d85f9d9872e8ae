// Everything once a console exists: which screen its session calls for, the frame around it, and the dialogs over it.
import { lazy, Suspense, useState } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import { useTopic } from '../bridge/bridge-context'
import { useMenuCommand } from '../bridge/use-menu-command'
import { CertificateChanged } from '../certificate/certificate-changed'
import { AttentionNote } from '../keys/attention-note'
import { situationOf, whyNotCreate } from '../keys/key-rules'
import { KeysScreen } from '../keys/keys-screen'
import { SignInAbove, SignInScreen } from '../sign-in/sign-in-screen'
import { ConnectionMenu } from './connection-menu'
import { Frame } from './frame'
import styles from './frame.module.css'
import { Notices } from './notices'
import { showsKeys } from './session-words'
import type { Place } from './sidebar'
import { StatusBarText } from './status-slot'
import { WizardHost } from './wizard-host'

const JournalScreen = lazy(() =>
  import('../journal/journal-screen').then((module) => ({ default: module.JournalScreen })),
)
const SettingsScreen = lazy(() =>
  import('../settings/settings-screen').then((module) => ({ default: module.SettingsScreen })),
)

interface WorkspaceProps {
  readonly connection: Connection
  readonly session: SessionState
  readonly place: Place
  readonly onGo: (place: Place) => void
}

/** The keys stay mounted behind a sign-in that ended in the middle of work, so that search and selection survive it. */
const keepsKeys = ({ sign }: SessionState) =>
  sign.kind === 'signed-out' && (sign.reason === 'over' || sign.reason === 'revoked-elsewhere')

export function Workspace({ connection, session, place, onGo }: WorkspaceProps) {
  const inventory = useTopic('inventory').find((one) => one.connectionId === connection.id)
  const { sign, reach } = session
  const signedIn = showsKeys(session)
  const [hadKeys, setHadKeys] = useState(signedIn)
  const keepKeys = signedIn || (hadKeys && (sign.kind === 'code-needed' || keepsKeys(session)))
  if (keepKeys !== hadKeys) setHadKeys(keepKeys)
  const elsewhere = place !== 'console'
  const needsSignIn = sign.kind === 'signed-out' || sign.kind === 'code-needed'
  const keyCount = signedIn && inventory !== undefined ? inventory.keys.length : null
  const goToKeys = () => onGo('console')
  useMenuCommand('find', goToKeys)
  useMenuCommand('refresh', goToKeys)

  return (
    <WizardHost
      connectionId={connection.id}
      mayCreate={whyNotCreate(situationOf(session, inventory)) === null}
      above={needsSignIn && <SignInAbove connection={connection} sign={sign} />}
    >
      {(isWizardOpen) => (
        <Frame
          session={session}
          consoleName={connection.name}
          keyCount={keyCount}
          isSignedIn={signedIn}
          place={place}
          onGo={onGo}
          head={
            elsewhere ? (
              <h1>{place === 'settings' ? 'Settings' : 'Journal'}</h1>
            ) : signedIn ? (
              <>
                <h1>API keys</h1>
                <span className={styles.where}>{connection.name}</span>
              </>
            ) : (
              <span className={styles.name}>{connection.name}</span>
            )
          }
          headEnd={
            !elsewhere && (
              <ConnectionMenu connection={connection} isSignedIn={signedIn} isBusy={isWizardOpen} />
            )
          }
        >
          <Notices isJournal={place === 'journal'} />
          {reach.kind === 'certificate-changed' && (
            <CertificateChanged key={connection.id} connection={connection} reach={reach} />
          )}
          {elsewhere && <Suspense>{place === 'settings' ? <SettingsScreen /> : <JournalScreen />}</Suspense>}
          {!elsewhere && needsSignIn && !isWizardOpen && (
            <>
              <AttentionNote connectionId={connection.id} />
              <SignInScreen connection={connection} sign={sign} />
              <StatusBarText>Not signed in</StatusBarText>
            </>
          )}
          {keepKeys && (
            <div className={styles.view} hidden={elsewhere || !signedIn}>
              <KeysScreen connectionId={connection.id} />
            </div>
          )}
        </Frame>
      )}
    </WizardHost>
  )
}
