// A log that only remembers what it was told.
import type { Log } from '../../src-main/log/log'

type Line = { readonly name: string; readonly fields: Readonly<Record<string, string | number | boolean>> }

export function createSilentLog(): Log & { readonly lines: Line[]; names(): string[] } {
  const lines: Line[] = []
  return {
    lines,
    names: () => lines.map((line) => line.name),
    event(name, fields = {}) {
      lines.push({ name, fields })
    },
    trace: () => 'feedc0de',
  }
}
