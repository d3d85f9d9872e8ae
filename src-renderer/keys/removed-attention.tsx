// Needs attention where no console is connected: what is left of removed connections, until somebody says why that is all right.
import { useState } from 'react'
import { useTopic } from '../bridge/bridge-context'
import { StatusLine } from '../parts/status'
import { AttentionList } from './attention-list'

const noConsole = 'No console is connected.'

export function RemovedAttention() {
  const entries = useTopic('attention').filter((one) => one.connectionRemoved)
  const [said, say] = useState('')
  return (
    <>
      <AttentionList
        entries={entries}
        barred={() => noConsole}
        notAgain={() => noConsole}
        onRecreate={() => {}}
        onSettled={say}
        onGone={() => document.querySelector<HTMLElement>('main input')?.focus()}
      />
      <StatusLine>{said}</StatusLine>
    </>
  )
}
