// The first screen: connect to a console, and what happens next.
import { lazy, Suspense } from 'react'
import { useTopic } from '../bridge/bridge-context'
import { useConsoleDialogs } from '../consoles/use-console-dialogs'
import { Button } from '../parts/button'
import { Icon, type IconShape } from '../parts/icon'
import { ApprovedIcon, PersonIcon, SimpleKeyIcon } from '../parts/icons'
import { UprightCut, Wordmark } from '../parts/key-cut'
import text from '../parts/text.module.css'
import { Notices } from '../workspace/notices'
import { ConnectForm } from './connect-form'
import styles from './connect-screen.module.css'

const steps: readonly { readonly icon: IconShape; readonly name: string; readonly about: string }[] = [
  {
    icon: ApprovedIcon,
    name: 'Check the certificate',
    about:
      'If this computer does not trust it, you compare its fingerprint with the console’s administrator. Nothing is sent before.',
  },
  {
    icon: PersonIcon,
    name: 'Sign in',
    about: 'With your console account, and the code of your authenticator where one is needed.',
  },
  {
    icon: SimpleKeyIcon,
    name: 'See your keys',
    about: 'Read at once, and kept encrypted on this computer, so that you can look at them offline.',
  },
]

const RemovedAttention = lazy(() =>
  import('../keys/removed-attention').then((module) => ({ default: module.RemovedAttention })),
)

export function ConnectScreen() {
  const { vault } = useTopic('app')
  const openDialog = useConsoleDialogs()
  const needsAttention = useTopic('attention').some((one) => one.connectionRemoved)
  return (
    <main className={styles.stage}>
      <Wordmark className={styles.wordmark} />
      <div>
        <Notices isJournal={false} />
        {needsAttention && (
          <Suspense>
            <RemovedAttention />
          </Suspense>
        )}
      </div>
      <div className={styles.middle}>
        <div className={styles.duo}>
          <ConnectForm title={<h1>Connect to a console</h1>}>
            <p className={styles.other}>
              Got them as a file?
              <Button variant="link" onPress={() => openDialog({ kind: 'import' })}>
                Import connections…
              </Button>
            </p>
          </ConnectForm>
          <UprightCut className={styles.cut} />
          <section className={styles.steps}>
            <h2>What happens next</h2>
            <ol>
              {steps.map(({ icon, name, about }) => (
                <li key={name}>
                  <Icon shape={icon} />
                  <div>
                    <div className={styles.stepName}>{name}</div>
                    <p className={styles.about}>{about}</p>
                  </div>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
      <footer className={styles.footer}>
        <span>
          {vault.kind === 'memory'
            ? 'Nothing is kept on this computer. Private keys are never stored.'
            : 'Key names and owners are encrypted on this computer. Private keys are never stored.'}
        </span>
        <span className={text.push}>Independent software, not affiliated with Veeam.</span>
      </footer>
    </main>
  )
}
