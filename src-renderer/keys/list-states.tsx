// What stands where the grid would be: nothing yet, no keys, no match, no answer.
import { useEffect, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import type { SyncProgress } from '../../src-shared/key'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { EmptyState } from '../parts/empty-state'
import { RefreshIcon, SimpleKeyIcon } from '../parts/icons'
import { KeyBlank } from '../parts/key-cut'
import { Waiting } from '../parts/progress'
import { keysText } from '../text/counts'
import { useOpenWizard } from '../workspace/wizard-host'
import styles from './list-states.module.css'

/** Anything faster would only flicker. */
const skeletonAfterMs = 300
const skeletonRows = 14

/** "Reading 1,500 of 4,000 keys". */
export function progressText({ read, total }: SyncProgress): string {
  if (read === 0) return 'Reading keys'
  return total === null
    ? `Reading, ${keysText(read)} so far`
    : `Reading ${read.toLocaleString()} of ${keysText(total)}`
}

/** First read of a list: rows without words, and how far it is. */
export function Skeleton({ sync }: { readonly sync: SyncProgress | undefined }) {
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

export function NoKeys({ creating }: { readonly creating: string | null }) {
  const open = useOpenWizard()
  return (
    <EmptyState
      title="No API keys on this console yet"
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
