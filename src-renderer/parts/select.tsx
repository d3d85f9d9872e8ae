// One of a short list, in a floating list box; for settings with more values than segments can show.

import type { ReactNode } from 'react'
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components/Select'
import { Icon } from './icon'
import { CheckIcon, ChevronDownIcon } from './icons'
import styles from './select.module.css'
import text from './text.module.css'

interface SelectOption<V extends string> {
  readonly value: V
  readonly label: string
  /** After the label, not part of the name. */
  readonly aside?: ReactNode
  /** Under the label, read as the description. */
  readonly hint?: string
  readonly isDisabled?: boolean
}

interface SelectProps<V extends string> {
  readonly label: string
  readonly options: readonly SelectOption<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
}

export function Select<V extends string>({ label, options, value, onChange }: SelectProps<V>) {
  return (
    <AriaSelect
      aria-label={label}
      value={value}
      onChange={(next) => {
        const option = options.find((one) => one.value === next)
        if (option !== undefined) onChange(option.value)
      }}
    >
      <Button className={styles.button ?? ''}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <Icon shape={ChevronDownIcon} size="small" />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <ListBox className={styles.list ?? ''}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={styles.option ?? ''}
            >
              <Icon shape={CheckIcon} size="small" />
              <span>
                <span className={text.withIcon}>
                  <Text slot="label">{option.label}</Text>
                  {option.aside}
                </span>
                {option.hint !== undefined && (
                  <Text slot="description" className={styles.hint ?? ''}>
                    {option.hint}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
