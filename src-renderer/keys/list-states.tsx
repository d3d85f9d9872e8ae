// What stands where the grid would be: nothing yet, no keys, no match, no answer.
import { useEffect, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { EmptyState } from '../parts/empty-state'
import { RefreshIcon, SimpleKeyIcon } from '../parts/icons'
import { KeyBlank } from '../parts/key-cut'
import { Waiting } from '../parts/progress'
import { keysText } from '../text/counts'
import { useOpenWizard } from '../workspace/wizard-host'
import type { Reading } from './list-refresh'
import styles from './list-states.module.css'

/** Anything faster would only flicker. */
const skeletonAfterMs = 300
const skeletonRows = 14

/** "Reading 1,500 of 4,000 keys". */
export function progressText({ read, total }: Reading): string {
  if (read === 0) return 'Reading keys'
  return total === null
    ? `Reading, ${keysText(read)} so far`
    : `Reading ${read.toLocaleString()} of ${keysText(total)}`
}

/** First read of a list: rows without words, and how far it is. */
export function Skeleton({ sync }: { readonly sync: Reading | undefined }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), skeletonAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className={styles.skeleton}>
      <p className={styles.waiting}>
        <Waiting text={sync ? progressText(sync) : 'Reading keys'} />
      </p>
      <div aria-hidden>
        {Array.from({ length: skeletonRows }, (_, row) => (
          // Rows of a skeleton have no other name than their place.
          <div key={`row-${String(row)}`} className={styles.row}>
            <span />
            <span />
            <span />
            <span />
          </div>
        ))}
      </div>
    </div>
  )
}

interface NoKeysProps {
  readonly creating: string | null
  /** False: all consoles in view are empty. */
  readonly isOneConsole: boolean
}

export function NoKeys({ creating, isOneConsole }: NoKeysProps) {
  const open = useOpenWizard()
  return (
    <EmptyState
      title={isOneConsole ? 'No API keys on this console yet' : 'No API keys on any console yet'}
      ornament={<KeyBlank />}
      actions={
        <>
          <Button size="form" icon={SimpleKeyIcon} disabledReason={creating} onPress={() => open('simple')}>
            Create a Simple key
          </Button>
          <Button size="form" variant="quiet" disabledReason={creating} onPress={() => open('simple')}>
            Which kind do I need?
          </Button>
        </>
      }
    >
      Create one for each integration, so that you can end one without ending the others.
    </EmptyState>
  )
}

export function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <div className={styles.noMatch}>
      <p>No keys match these filters.</p>
      <Button onPress={onClear}>Clear filters</Button>
    </div>
  )
}

/** Nothing was ever read, and reading failed. */
export function NoList({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  return (
    <div className={styles.problem}>
      <Alert
        failure={failure}
        actions={
          <Button icon={RefreshIcon} onPress={onRetry}>
            Try again
          </Button>
        }
      />
    </div>
  )
}

/** The company was chosen in the tree, and its last key is gone. */
export function NoCompanyKeys({ onWhole }: { readonly onWhole: () => void }) {
  return (
    <EmptyState
      title="No API keys in this company"
      ornament={<KeyBlank />}
      actions={
        <Button size="form" onPress={onWhole}>
          Show the whole console
        </Button>
      }
    >
      It had keys when it was chosen, or they belong to another company now.
    </EmptyState>
  )
}

/** Nobody is signed in anywhere, or nothing was ever read: what stands above says which console needs what. */
export function NothingToShow() {
  return (
    <EmptyState title="No keys to show yet" ornament={<KeyBlank />}>
      Each console’s keys appear here as soon as they can be read.
    </EmptyState>
  )
}
