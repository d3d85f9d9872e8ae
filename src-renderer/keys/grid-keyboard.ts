// Which key does what in the key grid: a pure table from key presses to commands (features.md 4.7).

/** A cell; row -1 is the header. */
export interface Place {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that PageUp and PageDown go over. */
  readonly page: number
  /** False where the header is hidden (narrow windows). */
  readonly hasHeader: boolean
}

export interface KeyPress {
  readonly key: string
  readonly shift: boolean
  /** Ctrl, or Command on macOS. */
  readonly command: boolean
  readonly alt: boolean
}

export type RowAction = 'open' | 'edit' | 'enable' | 'disable' | 'remove' | 'menu'

export type GridCommand =
  | { readonly kind: 'move'; readonly to: Place; readonly extend: boolean; readonly leaveSelection: boolean }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'select-range' }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'sort' }
  | { readonly kind: 'resize'; readonly byPx: number }
  | { readonly kind: 'move-column'; readonly by: 1 | -1 }
  | { readonly kind: 'column-menu' }
  | { readonly kind: 'act'; readonly action: RowAction }
  | { readonly kind: 'type'; readonly character: string }

const resizeStepPx = 16

function moved({ key, command }: KeyPress, at: Place, size: GridSize): Place | null {
  const last = size.rows - 1
  const top = size.hasHeader ? -1 : 0
  const lastColumn = size.columns - 1
  switch (key) {
    case 'ArrowDown':
      return { row: Math.min(at.row + 1, last), column: at.column }
    case 'ArrowUp':
      return { row: Math.max(at.row - 1, top), column: at.column }
    case 'ArrowRight':
      return { row: at.row, column: Math.min(at.column + 1, lastColumn) }
    case 'ArrowLeft':
      return { row: at.row, column: Math.max(at.column - 1, 0) }
    case 'PageDown':
      return { row: Math.min(Math.max(at.row, 0) + size.page, last), column: at.column }
    case 'PageUp':
      return { row: Math.max(at.row - size.page, Math.min(at.row, 0)), column: at.column }
    case 'Home':
      return command ? { row: Math.min(0, last), column: 0 } : { row: at.row, column: 0 }
    case 'End':
      return command ? { row: last, column: lastColumn } : { row: at.row, column: lastColumn }
    default:
      return null
  }
}

function headerCommand(press: KeyPress): GridCommand | null {
  if (press.alt && press.shift && press.key === 'ArrowLeft') return { kind: 'move-column', by: -1 }
  if (press.alt && press.shift && press.key === 'ArrowRight') return { kind: 'move-column', by: 1 }
  if (press.alt && press.key === 'ArrowLeft') return { kind: 'resize', byPx: -resizeStepPx }
  if (press.alt && press.key === 'ArrowRight') return { kind: 'resize', byPx: resizeStepPx }
  if (press.key === 'Enter' || press.key === ' ') return { kind: 'sort' }
  if (press.key === 'ContextMenu' || (press.key === 'F10' && press.shift)) return { kind: 'column-menu' }
  return null
}

function actionOf({ key, shift, command }: KeyPress): RowAction | null {
  if (key === 'ContextMenu' || (key === 'F10' && shift)) return 'menu'
  if (shift) return null
  if (command) {
    if (key.toLowerCase() === 'e') return 'enable'
    if (key.toLowerCase() === 'd') return 'disable'
    return null
  }
  if (key === 'Enter') return 'open'
  if (key === 'F2') return 'edit'
  if (key === 'Delete') return 'remove'
  return null
}

/** The command of a key press at a cell; null leaves the press to the page. */
export function commandOf(press: KeyPress, at: Place, size: GridSize): GridCommand | null {
  const inHeader = at.row < 0
  if (inHeader) {
    const command = headerCommand(press)
    if (command) return command
  }
  if (press.alt) return null
  const to = moved(press, at, size)
  if (to) {
    // Sideways moves and the header keep what is selected.
    const vertical = to.row !== at.row && to.row >= 0
    return {
      kind: 'move',
      to,
      extend: press.shift && vertical && !inHeader,
      leaveSelection: !vertical || (press.command && press.key.startsWith('Arrow')),
    }
  }
  if (press.command && press.key.toLowerCase() === 'a') return { kind: 'select-all' }
  if (press.key === 'Escape') return { kind: 'clear' }
  if (!inHeader) {
    const action = actionOf(press)
    if (action) return { kind: 'act', action }
    if (press.key === ' ') return press.shift ? { kind: 'select-range' } : { kind: 'toggle' }
  }
  if (!press.command && [...press.key].length === 1 && press.key !== ' ')
    return { kind: 'type', character: press.key }
  return null
}
