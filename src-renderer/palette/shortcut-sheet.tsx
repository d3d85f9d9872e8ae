// The sheet of all keyboard shortcuts, drawn from the one table.

import {
  keysText,
  type Platform,
  type ShortcutId,
  type ShortcutPlace,
  shortcutIds,
  shortcutPlaces,
  shortcuts,
} from '../../src-shared/shortcuts'
import { useTopic } from '../bridge/bridge-context'
import { Button } from '../parts/button'
import { Dialog } from '../parts/dialog'
import styles from './shortcut-sheet.module.css'

const places = Object.keys(shortcutPlaces) as ShortcutPlace[]

/** The digits one to nine would fill a line of their own. */
function shownKeys(id: ShortcutId, platform: Platform): readonly string[] {
  const keys = shortcuts[id].keys.map((one) => keysText(one, platform))
  const [first] = keys
  return id === 'consoles' && first !== undefined ? [first, `… ${keys.at(-1)}`] : keys
}

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { platform } = useTopic('app')
  return (
    <Dialog
      title="Keyboard shortcuts"
      size="wide"
      onClose={onClose}
      buttons={
        <Button size="form" variant="filled" autoFocus onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.sheet}>
        {places.map((place) => (
          <table key={place} className={styles.table}>
            <caption>{shortcutPlaces[place]}</caption>
            <tbody>
              {shortcutIds
                .filter((id) => shortcuts[id].place === place)
                .map((id) => (
                  <tr key={id}>
                    <th scope="row">{shortcuts[id].label}</th>
                    <td>
                      {shownKeys(id, platform).map((keys) => (
                        <kbd key={keys}>{keys}</kbd>
                      ))}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </Dialog>
  )
}
