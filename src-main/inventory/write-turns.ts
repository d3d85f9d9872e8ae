// Writes lists some time after they changed, one write at a time for each: a burst of changes is one file.

export interface WriteTurns {
  /** The list is written soon, as it is then. */
  save(connectionId: string): void
  /** Resolves once every list that waits to be kept is on disk. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  /** Passes the time until a list is written. */
  readonly pause: () => Promise<void>
  /** Never rejects. */
  readonly write: (connectionId: string) => Promise<void>
}

export function createWriteTurns({ pause, write }: Deps): WriteTurns {
  /** Lists being written; `again`: they changed meanwhile. */
  const turns = new Map<string, { again: boolean; done: Promise<void> }>()

  async function run(connectionId: string, turn: { again: boolean }): Promise<void> {
    while (turn.again) {
      await pause()
      turn.again = false
      await write(connectionId)
    }
    turns.delete(connectionId)
  }

  return {
    save(connectionId) {
      const turn = turns.get(connectionId) ?? { again: true, done: Promise.resolve() }
      turn.again = true
      if (turns.has(connectionId)) return
      turns.set(connectionId, turn)
      turn.done = run(connectionId, turn)
    },
    async written() {
      await Promise.all([...turns.values()].map(({ done }) => done))
    },
  }
}
