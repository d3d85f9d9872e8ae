// Group, tag and colour of a console as fields, for adding and for editing one.
import type { Connection } from '../../src-shared/connection'
import {
  type ConnectionTag,
  type ConsoleLooks,
  colorWords,
  connectionColors,
  connectionTags,
  longestName,
  tagWords,
} from '../../src-shared/console-looks'
import { useTopic } from '../bridge/bridge-context'
import { ComboBox } from '../parts/combo-box'
import { ConsoleSwatch } from '../parts/console-mark'
import { RadioGroup, type RadioOption, SegmentedRadios } from '../parts/radios'
import text from '../parts/text.module.css'
import styles from './looks-fields.module.css'

const colors: readonly RadioOption<Connection['color']>[] = connectionColors.map((color) => ({
  value: color,
  label: colorWords[color],
  aside: <ConsoleSwatch color={color} />,
}))

const tags: readonly { readonly value: ConnectionTag | 'none'; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  ...connectionTags.map((tag) => ({ value: tag, label: tagWords[tag] })),
]

const isTag = (value: ConnectionTag | 'none'): value is ConnectionTag => value !== 'none'

interface LooksFieldsProps {
  readonly value: ConsoleLooks
  readonly onChange: (value: ConsoleLooks) => void
}

export function LooksFields({ value, onChange }: LooksFieldsProps) {
  const groups = new Set(useTopic('connections').map(({ group }) => group))
  groups.delete('')
  const change = (part: Partial<ConsoleLooks>) => onChange({ ...value, ...part })
  return (
    <>
      <ComboBox
        label="Group"
        value={value.group}
        onChange={(group) => change({ group })}
        proposals={[...groups].sort((one, other) => one.localeCompare(other))}
        maxLength={longestName}
        note="Consoles of a group stand together in the list. Leave it empty for none."
      />
      <div className={styles.field}>
        <span className={styles.label} aria-hidden="true">
          Tag
        </span>
        <div>
          <SegmentedRadios
            label="Tag"
            options={tags}
            value={value.tag ?? 'none'}
            onChange={(tag) => change({ tag: isTag(tag) ? tag : null })}
          />
        </div>
        {value.tag === 'production' && (
          <p className={text.hint}>Disabling and deleting keys says that the console is in production.</p>
        )}
      </div>
      <RadioGroup
        label="Colour"
        className={styles.colors ?? ''}
        options={colors}
        value={value.color}
        onChange={(color) => change({ color })}
      />
    </>
  )
}
