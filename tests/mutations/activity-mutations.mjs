// Breaks what makes the timeline honest: its bounds, its order, who did what, and text of a console that is looked at.
import { component, flow, unit } from './suites.mjs'

export const activityMutations = [
  {
    name: 'activity: more of one period than is ever read',
    file: 'src-main/activity/activity.ts',
    find: 'const limit = Math.min(query.limit, mostActivity - query.offset)',
    replace: 'const limit = query.limit',
    suite: flow('activity.test.ts'),
  },
  {
    name: 'activity: new records shift the pages',
    file: 'src-renderer/activity/timeline-reader.ts',
    find: 'to: upTo.get(id) ?? to,',
    replace: 'to,',
    suite: component('activity/timeline-reader.test.ts'),
  },
  {
    name: 'activity: gaps of a log that has more are shown as nothing',
    file: 'src-renderer/activity/timeline-reader.ts',
    find: "const oldest = states.filter(canGoOn).map((one) => timesOf(one).at(-1)?.at ?? '')",
    replace: 'const oldest = []',
    suite: component('activity/timeline-reader.test.ts'),
  },
  {
    name: 'activity: what somebody else did is ascribed to this computer',
    file: 'src-shared/timeline-pairs.ts',
    find: 'return isSamePerson ? 2 : null',
    replace: 'return 2',
    suite: unit('shared/timeline.test.ts'),
  },
  {
    name: 'activity: one entry of the journal stands for several records',
    file: 'src-shared/timeline-pairs.ts',
    find: 'if (pairs.has(one.theirs) || taken.has(one.mine)) continue',
    replace: 'if (pairs.has(one.theirs)) continue',
    suite: unit('shared/timeline.test.ts'),
  },
  {
    name: 'activity: the words of a console as they come',
    file: 'src-renderer/activity/timeline-list.tsx',
    find: '<ConsoleText text={record.message} />',
    replace: 'record.message',
    suite: component('activity/activity-screen.test.tsx'),
  },
  {
    name: 'activity: a guess is shown as a fact',
    file: 'src-renderer/activity/timeline-list.tsx',
    find: "{isGuess ? 'probably ' : ''}",
    replace: '',
    suite: component('activity/activity-screen.test.tsx'),
  },
]
