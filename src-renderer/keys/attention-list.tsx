// Region `Needs attention`: keys that were made but not safely handed over. It has no way out but a choice (S-50).
import { useId, useRef, useState } from 'react'
import type { AttentionEntry } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import { isolatedText, neutralText } from '../../src-shared/neutral-text'
import { useCall } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import { afterPaint } from '../parts/after-paint'
import { Button } from '../parts/button'
import { Icon } from '../parts/icon'
import { WarningIcon } from '../parts/icons'
import { madeText } from '../text/attention-words'
import { useNow } from '../text/use-now'
import styles from './attention.module.css'
import { type AttentionChoice, AttentionDialog } from './attention-dialog'
import { Entry } from './attention-entry'
import { WhichKeyDialog } from './which-key-dialog'

const shownAtFirst = 3

const pickedText = ({ description }: AttentionEntry, keyId: string | null) =>
  keyId === null
    ? `None of them is ${neutralText(description)}. The check goes on.`
    : `Key ${keyId} is ${neutralText(description)}.`

interface AttentionListProps {
  readonly entries: readonly AttentionEntry[]
  /** The console of an entry, where the place does not tell it. */
  readonly consoleName?: (entry: AttentionEntry) => string | null
  /** Why the entry's console cannot be asked now, or null. */
  readonly barred: (entry: AttentionEntry) => string | null
  /** Why no new key could follow a revoked one, or null. */
  readonly notAgain: (entry: AttentionEntry) => string | null
  /** The old key is gone: the wizard may open. */
  readonly onRecreate: (entry: AttentionEntry) => void
  /** Something was settled: the text is read out. */
  readonly onSettled: (message: string) => void
  /** The last entry went away with the focus on it. */
  readonly onGone: () => void
}

export function AttentionList(props: AttentionListProps) {
  const { entries, barred, onSettled, onGone } = props
  const call = useCall()
  const now = useNow()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const [all, setAll] = useState(false)
  const [asked, setAsked] = useState<{ entry: AttentionEntry; choice: AttentionChoice } | null>(null)
  const [failures, setFailures] = useState<Readonly<Record<string, Failure | null>>>({})
  const [picking, setPicking] = useState<AttentionEntry | null>(null)
  const [working, setWorking] = useState<string | null>(null)
  const close = () => setAsked(null)
  const failed = (opId: string, failure: Failure | null) =>
    setFailures((now) => ({ ...now, [opId]: failure }))
  function settled(message: string, follow?: () => void) {
    close()
    onSettled(message)
    // The entry and its buttons are gone; so is the region after the last one. Behind a closing dialog's own focusing.
    afterPaint(() => {
      if (heading.current) heading.current.focus()
      else onGone()
      // Behind that too, so that the wizard gives the focus back to where it now is.
      if (follow !== undefined) afterPaint(() => afterPaint(follow))
    })
  }
  function settledByDialog(message: string) {
    if (asked?.choice !== 'recreate') return settled(message)
    const { entry } = asked
    settled(message, () => props.onRecreate(entry))
  }
  // Not in the entry, which is gone before the answer comes.
  async function work(
    entry: AttentionEntry,
    does: Promise<unknown>,
    message: string | null,
    done = () => {},
  ) {
    setWorking(entry.opId)
    failed(entry.opId, null)
    try {
      await does
      done()
      if (message !== null) settled(message)
    } catch (error) {
      failed(entry.opId, failureOf(error))
    } finally {
      setWorking(null)
    }
  }
  const haveIt = (entry: AttentionEntry) => {
    const { connectionId, opId } = entry
    const settling = call('attention.settle', { connectionId, opId, choice: 'have-it', reason: '' })
    void work(entry, settling, `${isolatedText(entry.description)} is confirmed as stored.`)
  }
  const check = ({ connectionId, opId }: AttentionEntry) => call('attention.check', { connectionId, opId })
  const pick = ({ connectionId, opId }: AttentionEntry, keyId: string | null) =>
    call('attention.pick', { connectionId, opId, keyId })
  const shown = all ? entries : entries.slice(0, shownAtFirst)
  return (
    <>
      {entries.length > 0 && (
        <section className={styles.attention} aria-labelledby={id}>
          <header>
            <Icon shape={WarningIcon} tone="warning" />
            <h2 id={id} ref={heading} tabIndex={-1}>
              Needs attention
            </h2>
            <span className={styles.hint}>{madeText(entries)}</span>
            {entries.length > shownAtFirst && (
              <Button variant="quiet" className={styles.all} aria-expanded={all} onPress={() => setAll(!all)}>
                {all ? 'Show fewer' : 'Show all'}
              </Button>
            )}
          </header>
          <ul>
            {shown.map((entry) => (
              <Entry
                key={entry.opId}
                entry={entry}
                consoleName={props.consoleName?.(entry) ?? null}
                barred={barred(entry)}
                notAgain={props.notAgain(entry)}
                failure={failures[entry.opId] ?? null}
                now={now}
                isWorking={working === entry.opId}
                onHaveIt={() => haveIt(entry)}
                onCheck={() => void work(entry, check(entry), null)}
                onPick={() => setPicking(entry)}
                onAsk={(choice) => {
                  failed(entry.opId, null)
                  setAsked({ entry, choice })
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {picking && (
        <WhichKeyDialog
          entry={picking}
          isRunning={working === picking.opId}
          failure={failures[picking.opId] ?? null}
          onClose={() => setPicking(null)}
          onPick={(keyId) =>
            void work(picking, pick(picking, keyId), pickedText(picking, keyId), () => setPicking(null))
          }
        />
      )}
      {/* Outlives the last entry, which goes before the answer comes. */}
      {asked && (
        <AttentionDialog
          key={asked.choice}
          entry={asked.entry}
          consoleName={props.consoleName?.(asked.entry) ?? null}
          choice={asked.choice}
          onClose={close}
          onDisableInstead={() => setAsked({ ...asked, choice: 'disable' })}
          onFailure={(failure) => failed(asked.entry.opId, failure)}
          onSettled={settledByDialog}
        />
      )}
    </>
  )
}
