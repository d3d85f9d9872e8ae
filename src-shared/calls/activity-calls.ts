// Calls about the console's own event log, which is read on demand and kept nowhere.
import { ActivityPage, ActivityQuery } from '../activity'
import { type Call, onConnection } from './call'

export const activityCalls = {
  'activity.read': {
    gate: 'signed-in',
    input: onConnection.extend(ActivityQuery.shape),
    output: ActivityPage,
  },
} as const satisfies Record<string, Call>
