// Region What changed: one sentence on what the last readings found different, the list of it, and Mark as seen.
import { useState } from 'react'
import { useCall, useTopic } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { ChangedIcon, CheckIcon } from '../parts/icons'
import { errorLine } from '../text/error-text'
import { useNow } from '../text/use-now'
import { type ConsoleChanges, changesSentence } from './change-words'
import { ChangesDialog } from './changes-dialog'

interface WhatChangedProps {
  /** The consoles in view. */
  readonly connectionIds: readonly string[]
  /** Shows a key of the list in the grid. */
  readonly onShow: (connectionId: string, keyId: string) => void
  /** The region went away with the focus in it. */
  readonly onGone: () => void
}

export function WhatChanged({ connectionIds, onShow, onGone }: WhatChangedProps) {
  const now = useNow()
  const call = useCall()
  const changes = useTopic('changes')
  const connections = useTopic('connections')
  const [isOpen, setOpen] = useState(false)
  const [isMarking, setMarking] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const consoles = connections.flatMap(({ id, name }): ConsoleChanges[] => {
    const list = changes.find((one) => one.connectionId === id)
    if (!list || !connectionIds.includes(id) || (list.changes.length === 0 && list.more === 0)) return []
    return [{ name, list }]
  })

  async function markAsSeen() {
    setMarking(true)
    setFailed(null)
    try {
      for (const { list } of consoles) await call('changes.dismiss', { connectionId: list.connectionId })
      setOpen(false)
      onGone()
    } catch (error) {
      setFailed(errorLine(failureOf(error)))
    } finally {
      setMarking(false)
    }
  }

  const mark = (size: 'bar' | 'form') => (
    <Button size={size} icon={CheckIcon} isPending={isMarking} onPress={() => void markAsSeen()}>
      Mark as seen
    </Button>
  )
  return (
    <>
      {/* Its coming is read out. */}
      <div aria-live="polite">
        {consoles.length > 0 && (
          <Banner
            title="What changed"
            tone="info"
            icon={ChangedIcon}
            actions={
              <>
                <Button aria-haspopup="dialog" onPress={() => setOpen(true)}>
                  Show changes
                </Button>
                {mark('bar')}
              </>
            }
          >
            {changesSentence(consoles, now)}
            {failed !== null && ` ${failed}`}
          </Banner>
        )}
      </div>
      {isOpen && consoles.length > 0 && (
        <ChangesDialog
          consoles={consoles}
          summary={changesSentence(consoles, now)}
          now={now}
          seen={mark('form')}
          failed={failed}
          onShow={(connectionId, keyId) => {
            setOpen(false)
            onShow(connectionId, keyId)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
