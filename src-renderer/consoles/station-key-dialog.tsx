// Sign in without a password: what it means, and setting up, replacing and withdrawing the key of this computer.
import { type ReactNode, useState } from 'react'
import type { Connection, SessionState, StationKeyState } from '../../src-shared/connection'
import { isolatedText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { ConsoleText } from '../keys/console-text'
import { isOffline } from '../keys/key-rules'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import { Facts } from '../parts/facts'
import { AdvancedKeyIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import { storeName } from '../text/notice-text'

interface StationKeyDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

const stateWords: Readonly<Record<StationKeyState['state'], string>> = {
  ready: 'Set up',
  unfinished: 'Not finished: the set-up was cut off',
  leaving: 'To be withdrawn: the console has not confirmed that it is gone',
}

/** One that was asked for and that no list of the console has shown. */
const isUnseen = ({ state, keyId }: StationKeyState) => state === 'unfinished' && keyId === null

/** Why nothing can be done now; null when it can. */
function barred(session: SessionState | undefined, hasStore: boolean): string | null {
  if (isOffline(session)) return 'You are offline. This needs the console.'
  if (session?.sign.kind !== 'active') return 'You are not signed in. Sign in first.'
  if (!hasStore) return 'This needs a credential store: the key is kept there and nowhere else.'
  return session.sign.user.readOnly === true
    ? 'You are signed in with a read-only key, which cannot create or delete keys.'
    : null
}

function Explanation({ store }: { readonly store: string }) {
  return (
    <ul className={text.list}>
      <li>An Advanced key of yours is made for this computer and registered with the console.</li>
      <li>Its private half is kept in the credential store of this computer, {store}, and is never shown.</li>
      <li>Keywright then signs in with it by itself. The lock still asks for you.</li>
      <li>Signing out keeps it; it then waits until you ask for it.</li>
    </ul>
  )
}

function Present({
  stationKey,
  isOfOther,
}: {
  readonly stationKey: StationKeyState
  readonly isOfOther: boolean
}) {
  return (
    <>
      <Facts
        facts={[
          {
            label: 'State',
            value: isUnseen(stationKey)
              ? 'Not finished: the console has not shown this key'
              : stateWords[stationKey.state],
          },
          { label: 'Description', value: <ConsoleText text={stationKey.description} /> },
          { label: 'Owner', value: <ConsoleText text={stationKey.userName} /> },
          { label: 'Key id', value: stationKey.keyId ?? 'Not known yet' },
        ]}
      />
      {isOfOther && (
        <p className={text.hint}>
          It belongs to {isolatedText(stationKey.userName)}. Only they can replace it; to withdraw it, the
          console has to allow you to delete their key.
        </p>
      )}
      {isUnseen(stationKey) && (
        <p className={text.hint}>
          The console may still make it, so its private half is kept, and each sign-in looks for it. Set up
          makes another. Withdraw forgets this one, from a day after it was asked for.
        </p>
      )}
      <p className={text.hint}>
        Withdraw deletes it on the console. A sign-in that was made with it then ends: have a password, or
        another key, at hand.
      </p>
      {stationKey.former.length > 0 && (
        <p className={text.hint}>
          Asked for before, and perhaps still on the console:{' '}
          {stationKey.former.map(({ description }) => isolatedText(description)).join(', ')}. Withdraw deletes
          them too.
        </p>
      )}
    </>
  )
}

/** What has just been done, in one line. */
type Done = 'set-up' | 'replaced' | 'old-stays' | 'withdrawn'
const doneWords: Readonly<Record<Done, string>> = {
  'set-up': 'Set up. The key has signed in, and this computer needs no password here any more.',
  replaced: 'Replaced. The new key has signed in, and the old one is deleted.',
  'old-stays':
    'Replaced, and the new key has signed in. The console has not confirmed that the old one is gone: press Withdraw later, or delete it in the list.',
  withdrawn: 'Withdrawn. The key is deleted on the console and forgotten here.',
}

export function StationKeyDialog({ connection, onClose }: StationKeyDialogProps) {
  const { vault, platform } = useTopic('app')
  const session = useTopic('sessions').find((one) => one.connectionId === connection.id)
  const setUp = useAction('stationKey.setUp')
  const replace = useAction('stationKey.replace')
  const withdraw = useAction('stationKey.withdraw')
  const [done, setDone] = useState<Done | null>(null)
  const stationKey = session?.stationKey ?? null
  const user = session?.sign.kind === 'active' ? session.sign.user : null
  const isOfOther = stationKey !== null && user !== null && stationKey.userUid !== user.userUid
  const isRunning = setUp.isRunning || replace.isRunning || withdraw.isRunning
  const why = barred(session, vault.kind !== 'memory')
  const onConnection = { connectionId: connection.id }

  const begin = () => {
    setDone(null)
    for (const action of [setUp, replace, withdraw]) action.reset()
  }
  async function runSetUp() {
    begin()
    if ((await setUp.run(onConnection)).kind === 'done') setDone('set-up')
  }
  async function runReplace() {
    begin()
    const outcome = await replace.run(onConnection)
    if (outcome.kind === 'done') setDone(outcome.value.oldIsGone ? 'replaced' : 'old-stays')
  }
  async function runWithdraw() {
    begin()
    if ((await withdraw.run(onConnection)).kind === 'done') setDone('withdrawn')
  }

  const progress: ReactNode = setUp.isRunning
    ? 'Making the key, registering it and signing in with it…'
    : replace.isRunning
      ? 'Making another key, signing in with it, then deleting the old one…'
      : withdraw.isRunning
        ? 'Deleting the key on the console…'
        : null
  const canSetUp = stationKey === null || stationKey.state === 'unfinished'
  return (
    <Dialog
      title="Sign in without a password"
      icon={AdvancedKeyIcon}
      text={`For ${connection.name} on this computer. It also works where the console uses single sign-on.`}
      onClose={onClose}
      canEscape={!isRunning}
      footStart={
        stationKey !== null && (
          <Button
            size="form"
            variant="danger"
            isPending={withdraw.isRunning}
            disabledReason={
              withdraw.isRunning ? null : (why ?? (isRunning ? 'Something else is under way.' : null))
            }
            onPress={() => void runWithdraw()}
          >
            Withdraw
          </Button>
        )
      }
      buttons={
        <>
          <Button size="form" disabledReason={isRunning ? 'Wait until it is done.' : null} onPress={onClose}>
            Close
          </Button>
          {canSetUp ? (
            <Button
              size="form"
              variant="filled"
              autoFocus
              isPending={setUp.isRunning}
              disabledReason={
                setUp.isRunning ? null : (why ?? (isRunning ? 'Something else is under way.' : null))
              }
              onPress={() => void runSetUp()}
            >
              Set up
            </Button>
          ) : (
            stationKey.state === 'ready' && (
              <Button
                size="form"
                isPending={replace.isRunning}
                disabledReason={
                  replace.isRunning
                    ? null
                    : (why ??
                      (isOfOther
                        ? 'It belongs to somebody else.'
                        : isRunning
                          ? 'Something else is under way.'
                          : null))
                }
                onPress={() => void runReplace()}
              >
                Replace
              </Button>
            )
          )}
        </>
      }
    >
      {stationKey === null ? (
        <Explanation store={storeName(platform)} />
      ) : (
        <Present stationKey={stationKey} isOfOther={isOfOther} />
      )}
      {why !== null && done === null && <p className={text.hint}>{why}</p>}
      <StatusLine>{progress ?? (done === null ? '' : doneWords[done])}</StatusLine>
      <Alert failure={setUp.failure ?? replace.failure ?? withdraw.failure} />
      {withdraw.failure !== null && withdraw.failure.code !== 'station-key-in-doubt' && (
        <p className={text.hint}>
          Nothing was forgotten: the key stays on the console and here. Press Withdraw again, or delete it in
          the list of keys or in the console itself.
        </p>
      )}
    </Dialog>
  )
}
