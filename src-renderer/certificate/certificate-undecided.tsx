// A console whose certificate this computer does not trust and nobody has accepted here, as after an import: the way to decide.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Certificate, Connection, SessionState } from '../../src-shared/connection'
import { useAction } from '../bridge/use-action'
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { ShieldAlertIcon } from '../parts/icons'

const UntrustedDialog = lazy(() =>
  import('./untrusted-dialog').then((module) => ({ default: module.UntrustedDialog })),
)

type Known = Pick<SessionState, 'reach' | 'sign'>

/** Nothing is sent there until somebody decides. */
export const isUndecided = ({ pin }: Pick<Connection, 'pin'>, { reach }: Known): boolean =>
  pin === null && reach.kind === 'unreachable' && reach.code === 'tls-untrusted'

/** Asks a console that was never asked, once it is looked at: what comes of it is in the topic `sessions`. */
export function useFirstContact(connection: Connection, { reach, sign }: Known): void {
  const { run } = useAction('connections.retry')
  const asked = useRef<string | null>(null)
  const isNew =
    connection.pin === null &&
    reach.kind === 'unknown' &&
    sign.kind === 'signed-out' &&
    sign.reason === 'never'
  useEffect(() => {
    if (!isNew || asked.current === connection.id) return
    asked.current = connection.id
    void run({ connectionId: connection.id })
  }, [isNew, connection.id, run])
}

interface Question {
  readonly certificate: Certificate
  /** The console showed another one than a moment ago. */
  readonly isOther: boolean
}

export function CertificateUndecided({ connection }: { readonly connection: Connection }) {
  const connect = useAction('connections.connect')
  const trust = useAction('connections.trust')
  const retry = useAction('connections.retry')
  const [question, setQuestion] = useState<Question | null>(null)
  const { id: connectionId, name, origin } = connection

  const over = () => {
    setQuestion(null)
    // Trusted now, or there is another reason by now: the state says which.
    void retry.run({ connectionId })
  }
  const ask = async (isOther = false) => {
    const outcome = await connect.run({ address: origin, name })
    if (outcome.kind !== 'done' || outcome.value.kind !== 'untrusted') return over()
    setQuestion({ certificate: outcome.value.certificate, isOther })
  }
  /** Not by `connections.connect`: a sign-in or a key of this computer may be bound to what was trusted before. */
  const accept = async (fingerprint256: string) => {
    const outcome = await trust.run({ connectionId, fingerprint256 })
    if (outcome.kind !== 'failed' || outcome.failure.code !== 'changed-meanwhile') return over()
    trust.reset()
    await ask(true)
  }

  return (
    <>
      <Banner
        title="The certificate is not trusted"
        tone="warning"
        icon={ShieldAlertIcon}
        actions={
          <Button isPending={connect.isRunning && question === null} onPress={() => void ask()}>
            Check certificate
          </Button>
        }
      >
        This computer does not know who vouches for <ConsoleText text={name} />, and nobody has accepted its
        certificate here. Nothing is sent before.
      </Banner>
      <Alert failure={connect.failure ?? trust.failure} />
      {question !== null && (
        <Suspense>
          <UntrustedDialog
            origin={origin}
            certificate={question.certificate}
            isOther={question.isOther}
            isTrusting={trust.isRunning || connect.isRunning}
            onTrust={() => void accept(question.certificate.fingerprint256)}
            onCancel={() => {
              setQuestion(null)
              connect.reset()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
