// Region Key doctor: why the selected key does not work, as far as the records tell, who can change it, and what to do next.
import { type Ref, useId, useState } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import type { CheckResult, Diagnosis, DoctorVerdict } from '../../src-shared/doctor/diagnosis'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import { diagnose } from '../../src-shared/key-doctor'
import { momentText } from '../keys/moment'
import { Button } from '../parts/button'
import { classes } from '../parts/class-names'
import { CopyText } from '../parts/copy-text'
import { Icon, type IconShape, type Tone } from '../parts/icon'
import { ActiveIcon, ErrorIcon, QuestionIcon, RefreshIcon, VerifyIcon, WaitIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import { useNow } from '../text/use-now'
import { detailsText, messageText } from './doctor-message'
import { checkNames, findingText, fixText, notableChecks, summaryText, verdictWord } from './doctor-words'
import styles from './key-doctor.module.css'
import { useCheckNow } from './use-check-now'

const looks: Readonly<Record<DoctorVerdict, { readonly shape: IconShape; readonly tone: Tone }>> = {
  fine: { shape: ActiveIcon, tone: 'ok' },
  failed: { shape: ErrorIcon, tone: 'danger' },
  unknown: { shape: QuestionIcon, tone: 'warning' },
  'not-reached': { shape: WaitIcon, tone: 'hint' },
}

const marks: Readonly<Record<DoctorVerdict, string | undefined>> = {
  fine: undefined,
  failed: styles.failed,
  unknown: undefined,
  'not-reached': styles.waiting,
}

function Check({ result, now }: { readonly result: CheckResult; readonly now: number }) {
  const { shape, tone } = looks[result.verdict]
  // What failed stands above the list already.
  const finding = result.verdict === 'failed' ? '' : findingText(result, now)
  return (
    <li className={classes(styles.check, marks[result.verdict])}>
      <Icon shape={shape} tone={tone} size="small" />
      <span className={styles.name}>{checkNames[result.check]}</span>
      <span className={styles.word}>{verdictWord(result)}</span>
      {finding !== '' && <span className={styles.finding}>{finding}</span>}
    </li>
  )
}

/** How old the facts are, and what a saved copy cannot know. */
function ageText({ fetchedAt, isSavedCopy }: Diagnosis, isOffline: boolean, now: number): string {
  if (fetchedAt === null) return 'The list was not read yet.'
  const when = momentText(fetchedAt, now)
  if (isSavedCopy || isOffline)
    return `From the copy ${isSavedCopy ? 'saved' : 'read'} ${when}. Whether somebody changed the key, its owner or its company since cannot be known offline.`
  return `As the console said ${when}.`
}

interface KeyDoctorProps {
  readonly connection: Connection
  readonly session: SessionState
  readonly inventory: Inventory
  readonly of: KeyRecord
  /** Opens the dialog Verify key; absent where there is none. */
  readonly onVerify?: (() => void) | undefined
  readonly whyNotVerify: string | null
  /** Takes the focus when somebody asks why the key does not work. */
  readonly headingRef?: Ref<HTMLHeadingElement>
}

export function KeyDoctor(props: KeyDoctorProps) {
  const { connection, session, inventory, of: key } = props
  const now = useNow()
  const id = useId()
  const checkNow = useCheckNow(session)
  const diagnosis = diagnose({ connection, session, inventory, key, now })
  const { failed, fix, recorded } = diagnosis
  const user = session.sign.kind === 'active' || session.sign.kind === 'offline' ? session.sign.user : null
  const isOffline = session.sign.kind !== 'active' || session.reach.kind !== 'online'
  // A key that works needs no list of what could be wrong; who asks can open it.
  const [opened, setOpened] = useState(false)
  const [asked, setAsked] = useState(false)
  const isOpen = failed !== null || opened
  const texts = { diagnosis, connection, user, key, now }
  const words = { role: user?.role ?? '', ownerName: key.userName }
  const summary = summaryText(diagnosis)
  function check() {
    setAsked(true)
    checkNow.start()
  }
  return (
    <section aria-labelledby={id}>
      <h3 id={id} ref={props.headingRef ?? null} tabIndex={-1}>
        Key doctor
      </h3>
      <div className={styles.summary}>
        <Icon
          shape={looks[failed === null ? 'fine' : 'failed'].shape}
          tone={looks[failed === null ? 'fine' : 'failed'].tone}
        />
        <p className={styles.what}>{summary}</p>
        {failed !== null && <p>{findingText(failed, now)}</p>}
        {fix !== null && <p>{fixText(fix, words)}</p>}
        {recorded !== null && (
          <p>When it was last read, this spoke against the key: {findingText(recorded, now)}</p>
        )}
        {failed === null &&
          notableChecks(diagnosis).map((one) => <p key={one.check}>{findingText(one, now)}</p>)}
        {failed === null && <p>Does it still not work? Check that the stored key is this one.</p>}
      </div>
      <p className={styles.age}>{ageText(diagnosis, isOffline, now)}</p>
      <div className={styles.actions}>
        {failed === null && props.onVerify !== undefined && (
          <Button icon={VerifyIcon} disabledReason={props.whyNotVerify} onPress={props.onVerify}>
            Verify this key
          </Button>
        )}
        <Button icon={RefreshIcon} isPending={checkNow.isChecking} onPress={check}>
          Check now
        </Button>
        {fix !== null && fix.who !== 'you' && (
          <CopyText text={messageText(texts)} label="Copy message" variant="plain" />
        )}
        <CopyText text={detailsText(texts)} label="Copy details" variant="plain" />
        {failed === null && (
          <Button variant="quiet" aria-expanded={opened} onPress={() => setOpened(!opened)}>
            {opened ? 'Hide checks' : 'Show checks'}
          </Button>
        )}
      </div>
      {isOpen && (
        <ol className={styles.checks}>
          {diagnosis.checks.map((result) => (
            <Check key={result.check} result={result} now={now} />
          ))}
        </ol>
      )}
      <StatusLine isHidden>{asked ? (checkNow.isChecking ? 'Checking' : summary) : ''}</StatusLine>
    </section>
  )
}
