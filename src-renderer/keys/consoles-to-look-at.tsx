// Region of the view over several consoles: what each of them has to say, once, with what helps; and readings under way.
import { useId, useMemo, useState } from 'react'
import { neutralText } from '../../src-shared/neutral-text'
import { useCall } from '../bridge/bridge-context'
import { Button } from '../parts/button'
import { Icon } from '../parts/icon'
import { BlockedIcon, ChevronDownIcon, ChevronRightIcon, WarningIcon } from '../parts/icons'
import { ProgressBar } from '../parts/progress'
import { useNow } from '../text/use-now'
import { type ConsoleState, consoleState, type Remedy } from '../workspace/console-state'
import type { Console } from '../workspace/consoles'
import { useNavigation } from '../workspace/navigation'
import { consoleScope } from '../workspace/scope'
import styles from './consoles-to-look-at.module.css'
import { progressText } from './list-states'
import { restOffText, withoutRest } from './rest-off'
import { useLasting } from './use-lasting'

const remedyWords: Readonly<Record<Remedy, string>> = {
  'sign-in': 'Sign in',
  review: 'Review',
  'try-again': 'Try again',
  cancel: 'Stop reading',
}

/** A quick reading would only make the list jump. */
const readingAfterMs = 1000

interface LookAt {
  readonly console: Console
  readonly state: ConsoleState
}

function Line({ console, state }: LookAt) {
  const call = useCall()
  const { goToScope } = useNavigation()
  const [working, setWorking] = useState(false)
  const { id, connection } = console
  const { look } = state
  if (look === null) return null
  const act = () => {
    if (look.remedy === 'sign-in' || look.remedy === 'review') return goToScope(consoleScope(id))
    setWorking(true)
    const isAway = console.session.sign.kind !== 'active' || console.session.reach.kind === 'unreachable'
    const name =
      look.remedy === 'cancel' ? 'keys.cancelRefresh' : isAway ? 'connections.retry' : 'keys.refresh'
    // The outcome stands in the console's state.
    call(name, { connectionId: id })
      .catch(() => undefined)
      .finally(() => setWorking(false))
  }
  const name = neutralText(connection.name)
  const word = remedyWords[look.remedy]
  return (
    <li>
      <Icon shape={state.icon} tone={state.tone} />
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <span className={styles.word}>{state.word}</span>
        <p>{look.sentence}</p>
      </div>
      <Button isPending={working} label={`${word}: ${name}`} onPress={act}>
        {word}
      </Button>
    </li>
  )
}

/** REST access that is off is a fact of companies, whatever else is true of their console. */
function RestOffLine({ console }: { readonly console: Console }) {
  const { goToScope } = useNavigation()
  const { id, connection, inventory, situation } = console
  const organizations = inventory ? withoutRest(inventory, situation.user) : []
  if (organizations.length === 0) return null
  const name = neutralText(connection.name)
  return (
    <li>
      <Icon shape={BlockedIcon} tone="warning" />
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <span className={styles.word}>REST access is off</span>
        <p>{restOffText(situation.user, organizations)}</p>
      </div>
      <Button label={`Show: ${name}`} onPress={() => goToScope(consoleScope(id))}>
        Show
      </Button>
    </li>
  )
}

const hasRestOff = ({ isShown, inventory, situation }: Console) =>
  isShown && inventory !== undefined && withoutRest(inventory, situation.user).length > 0

function ReadingLine({ console }: { readonly console: Console }) {
  const call = useCall()
  const { id, connection, sync } = console
  const lasting = useLasting(sync !== undefined, readingAfterMs)
  if (!lasting || sync === undefined || sync.waitUntil !== null) return null
  const name = neutralText(connection.name)
  return (
    <li>
      <bdi className={styles.name}>{name}</bdi>
      <ProgressBar
        className={styles.bar ?? ''}
        label={`Reading ${name}`}
        value={sync.read}
        max={sync.total}
      />
      <span className={styles.word}>{progressText(sync)}</span>
      <Button
        variant="quiet"
        label={`Stop reading: ${name}`}
        onPress={() => {
          call('keys.cancelRefresh', { connectionId: id }).catch(() => undefined)
        }}
      >
        Stop reading
      </Button>
    </li>
  )
}

/** @param consoles those of the view; with a single one the screen has banners of its own */
export function ConsolesToLookAt({ consoles }: { readonly consoles: readonly Console[] }) {
  const now = useNow()
  const id = useId()
  const [closed, setClosed] = useState(false)
  const all = consoles.map((console) => ({ console, state: consoleState(console, now) }))
  const looks = all.filter(({ state }) => state.look !== null)
  const restOff = useMemo(() => consoles.filter(hasRestOff), [consoles])
  const named = new Set([...looks.map(({ console }) => console.id), ...restOff.map((one) => one.id)])
  return (
    <>
      <ul className={styles.readings} aria-label="Readings under way">
        {consoles.map((console) => (
          <ReadingLine key={console.id} console={console} />
        ))}
      </ul>
      {named.size > 0 && (
        <section className={styles.looks} aria-labelledby={id}>
          <header>
            <Icon shape={WarningIcon} tone="warning" />
            <h2 id={id}>Consoles that need a look</h2>
            <span className={styles.word}>
              {named.size} of {consoles.length}
            </span>
            <Button
              variant="quiet"
              iconAfter={closed ? ChevronRightIcon : ChevronDownIcon}
              aria-expanded={!closed}
              onPress={() => setClosed(!closed)}
            >
              {closed ? 'Show' : 'Hide'}
            </Button>
          </header>
          {!closed && (
            <ul>
              {looks.map((one) => (
                <Line key={one.console.id} {...one} />
              ))}
              {restOff.map((console) => (
                <RestOffLine key={console.id} console={console} />
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  )
}
