// One task at a time per name, in the order they are asked for.

export type InTurn = <T>(name: string, task: () => Promise<T>) => Promise<T>

/** A task that fails does not keep the next one from its turn. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<void>>()

  return (name, task) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(task)
    const ended = () => {}
    // Not the turn itself, which would hold what was read, a refresh token perhaps, for as long as nothing else happens.
    last.set(name, turn.then(ended, ended))
    return turn
  }
}
