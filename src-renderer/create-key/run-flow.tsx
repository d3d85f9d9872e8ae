// The wizard after Create: draws the run of the topic `creation`, whatever the page knew before.
import { useState } from 'react'
import type { Connection } from '../../src-shared/connection'
import type { Creation } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import { useCall } from '../bridge/bridge-context'
import { HandedOverView } from './handed-over-view'
import { LostView } from './lost-view'
import { NotCreatedView } from './not-created-view'
import { RevealView } from './reveal-view'
import { type RunView, type RunViewProps, viewOf } from './runs'
import { WaitingView } from './waiting-view'
import { stepsOf } from './wizard-state'

interface RunFlowProps {
  readonly creation: Creation
  readonly connection: Connection | undefined
  readonly consoleName: string
  /** Back to the details of a key that was not created; the run is already dismissed. */
  readonly onResume: () => void
  readonly onClose: () => void
}

const last: readonly RunView[] = ['reveal', 'delivered', 'created', 'lost', 'deleted']

export function RunFlow({ creation, connection, consoleName, onResume, onClose }: RunFlowProps) {
  const call = useCall()
  // While the person's own decision is carried out, the states in between are not shown as news.
  const [isEnding, setEnding] = useState(false)
  /** Why the last decision could not be carried out; the run may have moved on meanwhile. */
  const [failure, setFailure] = useState<Failure | null>(null)
  const view = isEnding ? 'reveal' : viewOf(creation)

  // A run that main no longer knows is gone anyway; the wizard closes in every case.
  const dismiss = () => call('creation.dismiss', { opId: creation.opId }).catch(() => undefined)
  const finish = () => void dismiss().then(onClose)
  const shared: RunViewProps = {
    creation,
    consoleName,
    onFinish: finish,
    rail: {
      steps: stepsOf(creation.keyType),
      current: last.includes(view) ? 'private-key' : 'review',
      endsWithoutSecret: view === 'created',
      consoleName,
    },
  }

  switch (view) {
    case 'waiting':
    case 'in-doubt':
      return <WaitingView {...shared} />
    case 'not-created':
      return <NotCreatedView {...shared} onResume={() => dismiss().then(onResume)} />
    case 'reveal':
      return <RevealView {...shared} failure={failure} onEnding={setEnding} onFailure={setFailure} />
    case 'created':
    case 'delivered':
      return <HandedOverView {...shared} connection={connection} />
    case 'lost':
    case 'deleted':
      return <LostView {...shared} failure={failure ?? creation.failure} />
  }
}
