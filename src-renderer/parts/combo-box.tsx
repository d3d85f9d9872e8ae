// A text field that proposes values which exist already; any other text is as good.
import type { ReactNode } from 'react'
import {
  ComboBox as AriaComboBox,
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components/ComboBox'
import { classes } from './class-names'
import styles from './combo-box.module.css'
import field from './field.module.css'
import { Icon } from './icon'
import { CheckIcon, ChevronDownIcon } from './icons'
import select from './select.module.css'

interface ComboBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly proposals: readonly string[]
  readonly note?: ReactNode
  readonly maxLength?: number
}

export function ComboBox({ label, value, onChange, proposals, note, maxLength }: ComboBoxProps) {
  const items = proposals.map((name) => ({ id: name, name }))
  return (
    <AriaComboBox
      className={field.field ?? ''}
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      defaultItems={items}
      menuTrigger="focus"
    >
      <span className={field.label}>
        <Label>{label}</Label>
      </span>
      <span className={styles.box}>
        <Input
          className={classes(field.input, styles.input)}
          autoComplete="off"
          spellCheck="false"
          {...(maxLength === undefined ? {} : { maxLength })}
        />
        {items.length > 0 && (
          <Button className={styles.open ?? ''}>
            <Icon shape={ChevronDownIcon} size="small" />
          </Button>
        )}
      </span>
      {note !== undefined && (
        <Text slot="description" className={field.note ?? ''}>
          {note}
        </Text>
      )}
      <Popover className={select.popover ?? ''} offset={4}>
        <ListBox className={select.list ?? ''}>
          {(item: { readonly id: string; readonly name: string }) => (
            <ListBoxItem id={item.id} textValue={item.name} className={select.option ?? ''}>
              <Icon shape={CheckIcon} size="small" />
              <bdi>{item.name}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
