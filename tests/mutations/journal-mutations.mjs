// Breaks what makes a change of the audit journal evident: the chain, its keyed hash, its remembered end, its sealing.
import { component, unit } from './suites.mjs'

const chain = unit('journal/chain.test.ts')

export const journalMutations = [
  {
    name: 'journal: a change whose answer was lost is no entry',
    file: 'src-main/ipc/journal-calls.ts',
    find: 'if (failure?.detail.inDoubt === true) noteInDoubt(event, connectionId, key)\n',
    replace: '\n',
    suite: unit('ipc/journal-calls.test.ts'),
  },
  {
    name: 'journal: link to the entry before not checked',
    file: 'src-main/journal/chain.ts',
    find: "} else if (line.prev !== prev) fail(line.seq, 'replaced')",
    replace: '}',
    suite: chain,
  },
  {
    name: 'journal: gap in the numbers not noticed',
    file: 'src-main/journal/chain.ts',
    find: "fail(expected, line.prev === prev ? 'cut-off' : 'missing')",
    replace: '',
    suite: chain,
  },
  {
    name: 'journal: entry out of its place not noticed',
    file: 'src-main/journal/chain.ts',
    find: "        fail(line.seq, 'moved')\n",
    replace: '',
    suite: chain,
  },
  {
    name: 'journal: keyed hash not checked',
    file: 'src-main/journal/journal-line.ts',
    find: "return timingSafeEqual(Buffer.from(macOf(vault, line), 'hex'), Buffer.from(line.mac, 'hex'))",
    replace: "return timingSafeEqual(Buffer.from(line.mac, 'hex'), Buffer.from(line.mac, 'hex'))",
    suite: chain,
  },
  {
    name: 'journal: cut-off end not compared with the credential store',
    file: 'src-main/journal/chain.ts',
    find: "if (expected <= furthest) fail(expected, 'cut-off')",
    replace: '',
    suite: chain,
  },
  {
    name: 'journal: exchanged file not compared with the credential store',
    file: 'src-main/journal/chain.ts',
    find: "if (!isRemembered(line.seq, prev)) fail(line.seq, 'replaced')",
    replace: '',
    suite: chain,
  },
  {
    name: 'journal: remembered end overwritten before it was compared',
    file: 'src-main/journal/journal-head.ts',
    find: 'let isReleased = false',
    replace: 'let isReleased = true',
    suite: chain,
  },
  {
    name: 'journal: what was found is forgotten',
    file: 'src-main/journal/journal.ts',
    find: "    head.found(found)\n    record('journal.broken', { kind: found.why, entry: found.seq })\n",
    replace: '',
    suite: chain,
  },
  {
    name: 'journal: numbers of lost entries used again',
    file: 'src-main/journal/journal.ts',
    find: "const remembered = anchor.kind === 'known' ? anchor.head.seq : 0",
    replace: 'const remembered = 0',
    suite: chain,
  },
  {
    name: 'journal: end remembered only later after a release',
    file: 'src-main/journal/journal.ts',
    find: "head.moved(end, event.startsWith('private-key.'))",
    replace: 'head.moved(end, false)',
    suite: chain,
  },
  {
    name: 'journal: net under secrets removed',
    file: 'src-main/journal/journal-facts.ts',
    find: "if (keyText.test(value) || (name !== 'folder' && encoded.test(value))) return '[cut]'",
    replace: '',
    suite: unit('journal/journal.test.ts'),
  },
  {
    name: 'journal: a failed write taken for a kept entry',
    file: 'src-main/journal/journal.ts',
    find: '      end = null\n      throw error\n',
    replace: '      end = null\n',
    suite: unit('journal/journal.test.ts'),
  },
  {
    name: 'journal: broken entry not marked on the screen',
    file: 'src-renderer/journal/journal-table.tsx',
    find: 'isBroken={row.seq === brokenAt}',
    replace: 'isBroken={false}',
    suite: component('journal/journal-screen.test.tsx'),
  },
]
