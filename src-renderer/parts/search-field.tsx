// The search box: its name is the placeholder too; Escape empties it.
import type { Ref } from 'react'
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components/SearchField'
import { classes } from './class-names'
import styles from './field.module.css'
import { Icon } from './icon'
import { CloseIcon, SearchIcon } from './icons'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string | undefined
}

export function SearchField({ label, value, onChange, inputRef, className }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={classes(styles.search, className)}
    >
      <Icon shape={SearchIcon} size="small" />
      <Input
        className={styles.searchInput ?? ''}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <Button className={styles.clear ?? ''} aria-label="Clear search">
        <Icon shape={CloseIcon} size="small" />
      </Button>
    </AriaSearchField>
  )
}
