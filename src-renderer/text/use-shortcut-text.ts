// How this system writes a shortcut, for menus and tooltips.
import { type ShortcutId, shortcutText } from '../../src-shared/shortcuts'
import { useTopic } from '../bridge/bridge-context'

export function useShortcutText(): (id: ShortcutId) => string {
  const { platform } = useTopic('app')
  return (id) => shortcutText(id, platform)
}
