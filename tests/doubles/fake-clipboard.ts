// A clipboard in memory, old or new (with markers), that can refuse, lose or keep what it is given.
import type { SystemClipboard } from '../../src-main/creation/system-clipboard'

export interface FakeClipboard extends SystemClipboard {
  text: string
  selection: string | null
  isMarked: boolean
  /** What goes wrong from now on. */
  trouble: 'none' | 'write-throws' | 'write-lost' | 'read-throws' | 'clear-ignored'
  reads: number
  /** Another program copies something. */
  overwrite(text: string): void
}

export function createFakeClipboard({ marks = false, x11 = true } = {}): FakeClipboard {
  const fake: FakeClipboard = {
    marks,
    text: '',
    selection: x11 ? '' : null,
    isMarked: false,
    trouble: 'none',
    reads: 0,
    overwrite(text) {
      fake.text = text
      fake.isMarked = false
    },
    async writeSecret(text) {
      if (fake.trouble === 'write-throws') throw new Error('busy')
      if (fake.trouble === 'write-lost') return
      fake.text = text.toString('latin1')
      fake.isMarked = marks
      // Electron 33 on X11 fills PRIMARY along with the clipboard.
      if (!marks && fake.selection !== null) fake.selection = fake.text
    },
    async hasMarker() {
      return fake.isMarked
    },
    async readText() {
      fake.reads += 1
      if (fake.trouble === 'read-throws') throw new Error('denied')
      return fake.text
    },
    async readSelection() {
      return fake.selection
    },
    async clear() {
      if (fake.trouble === 'clear-ignored') return
      fake.text = ''
      fake.isMarked = false
    },
    async clearSelection() {
      fake.selection = ''
    },
    async writeText(text) {
      fake.overwrite(text)
    },
  }
  return fake
}
