// What the wizard shows of a run in the topic `creation`, whatever it knew before: a reload starts from here.
import type { Creation } from '../../src-shared/creation'
import type { StepRailProps } from './step-rail'

export type RunView =
  | 'waiting' // being created
  | 'in-doubt' // the answer is missing; main finds out, nothing is sent again
  | 'not-created'
  | 'reveal'
  | 'created' // own public key: nothing to reveal
  | 'delivered'
  | 'lost' // exists, but nobody is known to hold its private half
  | 'deleted'

const views: Readonly<Record<Creation['phase'], RunView>> = {
  preparing: 'waiting',
  creating: 'waiting',
  'in-doubt': 'in-doubt',
  'not-created': 'not-created',
  unrevealed: 'reveal',
  revealed: 'reveal',
  created: 'created',
  delivered: 'delivered',
  unconfirmed: 'lost',
  orphan: 'lost',
  deleted: 'deleted',
}

export const viewOf = (creation: Creation): RunView => views[creation.phase]

/** What every view of a run gets. */
export interface RunViewProps {
  readonly creation: Creation
  readonly consoleName: string
  readonly rail: StepRailProps
  /** Takes note of the end of the run and closes the wizard. */
  readonly onFinish: () => void
}
