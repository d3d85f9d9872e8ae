// Everything once a console exists: which screen place, scope and sign-in call for, the frame around it, dialogs over it.
import { type ReactNode, useState } from 'react'
import type { SessionState } from '../../src-shared/connection'
import { useMenuCommand } from '../bridge/use-menu-command'
import { CertificateChanged } from '../certificate/certificate-changed'
import { CertificateUndecided, isUndecided, useFirstContact } from '../certificate/certificate-undecided'
import { AttentionElsewhere } from '../keys/attention'
import { AttentionNote } from '../keys/attention-note'
import { ConsoleText } from '../keys/console-text'
import { KeysScreen } from '../keys/keys-screen'
import { EmptyState } from '../parts/empty-state'
import { SignInAbove, SignInScreen } from '../sign-in/sign-in-screen'
import { ConnectionMenu } from './connection-menu'
import { type Console, useConsoles } from './consoles'
import { Frame } from './frame'
import styles from './frame.module.css'
import { useNavigation } from './navigation'
import { Notices } from './notices'
import { headings, OtherPlaceScreen } from './other-places'
import { covers, scopeName } from './scope'
import { SilentWhile, StatusBarText } from './status-slot'
import { useFleetKeys } from './use-fleet-keys'
import { WizardHost } from './wizard-host'

/** The keys stay mounted behind a sign-in that ended in the middle of work, so that search and selection survive it. */
const keepsKeys = ({ sign }: SessionState) =>
  sign.kind === 'code-needed' ||
  (sign.kind === 'signed-out' && (sign.reason === 'over' || sign.reason === 'revoked-elsewhere'))

/** Whether the keys screen is mounted: it is shown, or was and waits behind a sign-in. */
function useKeepsKeys(one: Console | undefined, scope: string): boolean {
  const isShown = one === undefined || one.isShown
  const [had, setHad] = useState({ scope, keys: isShown })
  const before = had.scope === scope ? had.keys : isShown
  const keeps = isShown || (before && one !== undefined && keepsKeys(one.session))
  if (had.scope !== scope || had.keys !== keeps) setHad({ scope, keys: keeps })
  return keeps
}

interface SignInProps {
  readonly console: Console
  /** Needs attention of other consoles is there too, and lists those of removed ones. */
  readonly hasOthers: boolean
}

function SignIn({ console: { connection, session }, hasOthers }: SignInProps) {
  const { sign } = session
  useFirstContact(connection, session)
  if (sign.kind !== 'signed-out' && sign.kind !== 'code-needed') return null
  if (isUndecided(connection, session))
    return (
      <EmptyState title="The certificate comes first">
        Once you have accepted it you can sign in. Until then nothing is sent to this console.
      </EmptyState>
    )
  return (
    <>
      <AttentionNote connectionId={connection.id} withRemoved={!hasOthers} />
      <SignInScreen key={connection.id} connection={connection} sign={sign} />
      <StatusBarText>Not signed in</StatusBarText>
    </>
  )
}

/** The session of the console where the key is made has ended in the middle. */
function AboveWizard({ console }: { readonly console: Console | undefined }) {
  const sign = console?.session.sign
  if (console === undefined || (sign?.kind !== 'signed-out' && sign?.kind !== 'code-needed')) return null
  return <SignInAbove key={console.id} connection={console.connection} sign={sign} />
}

function companyName({ inventory }: Console, companyUid: string): string {
  const key = inventory?.keys.find((one) => (one.companyUid ?? '') === companyUid)
  return key?.companyName || 'No company'
}

export function Workspace() {
  const navigation = useNavigation()
  const { place, scope, go } = navigation
  const consoles = useConsoles()
  const inView = consoles.filter(({ id }) => covers(scope, id))
  const one = inView.length === 1 ? inView[0] : undefined
  const keepKeys = useKeepsKeys(one, scopeName(scope))
  const elsewhere = place === 'console' ? null : place
  const needsSignIn = one !== undefined && !one.isShown
  const hasOthers = consoles.some(({ isShown }) => isShown)
  const goToKeys = () => go('console')
  useMenuCommand('find', goToKeys)
  useMenuCommand('refresh', goToKeys)
  useFleetKeys(navigation)
  return (
    <WizardHost
      consoles={consoles}
      initialConnectionId={one?.id ?? null}
      above={(connectionId) => <AboveWizard console={consoles.find(({ id }) => id === connectionId)} />}
    >
      {(isWizardOpen) => (
        <Frame
          head={
            elsewhere !== null ? (
              <h1>{headings[elsewhere]}</h1>
            ) : (
              <Head one={one} companyUid={scope.kind === 'company' ? scope.companyUid : null} />
            )
          }
          headEnd={
            elsewhere === null &&
            one && (
              <ConnectionMenu
                key={one.id}
                connection={one.connection}
                isSignedIn={one.isShown}
                isBusy={isWizardOpen}
              />
            )
          }
        >
          <Notices isJournal={place === 'journal'} />
          {one?.session.reach.kind === 'certificate-changed' && (
            <CertificateChanged key={one.id} connection={one.connection} reach={one.session.reach} />
          )}
          {elsewhere === null && one && isUndecided(one.connection, one.session) && (
            <CertificateUndecided key={one.id} connection={one.connection} />
          )}
          {elsewhere !== null && <OtherPlaceScreen place={elsewhere} />}
          {elsewhere === null && needsSignIn && hasOthers && <AttentionElsewhere />}
          {elsewhere === null && needsSignIn && !isWizardOpen && (
            <SignIn console={one} hasOthers={hasOthers} />
          )}
          {keepKeys && (
            <div className={styles.view} hidden={elsewhere !== null || needsSignIn}>
              <SilentWhile isHidden={elsewhere !== null || needsSignIn}>
                <KeysScreen scope={scope} />
              </SilentWhile>
            </div>
          )}
        </Frame>
      )}
    </WizardHost>
  )
}

function Head({
  one,
  companyUid,
}: {
  /** Undefined: all consoles. */
  readonly one: Console | undefined
  readonly companyUid: string | null
}): ReactNode {
  if (one && !one.isShown) return <span className={styles.name}>{one.connection.name}</span>
  return (
    <>
      <h1>API keys</h1>
      <span className={styles.where}>
        {one ? <ConsoleText text={one.connection.name} /> : 'All consoles'}
        {one && companyUid !== null && (
          <>
            {' › '}
            <ConsoleText text={companyName(one, companyUid)} />
          </>
        )}
      </span>
    </>
  )
}
