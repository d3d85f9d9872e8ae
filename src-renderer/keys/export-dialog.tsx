// Exports what the list shows: format, what will be in the file, and where it went.
import { useState } from 'react'
import { columnTexts, detailColumns, type ExportColumn } from '../../src-shared/export-columns'
import type { KeyExport } from '../../src-shared/key-export'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Checkbox } from '../parts/checkbox'
import { Dialog } from '../parts/dialog'
import { ExportIcon } from '../parts/icons'
import { RadioGroup } from '../parts/radios'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import { columnsText, keysText, namesText } from '../text/counts'

interface ExportDialogProps {
  /** The search, filters and order that the list has. */
  readonly shown: KeyExport['shown']
  /** Rows that the list shows. */
  readonly count: number
  /** Columns that the list shows. */
  readonly columns: readonly ExportColumn[]
  readonly onClose: () => void
}

const formats = [
  { value: 'csv', label: 'CSV', hint: 'For spreadsheets. No text in it can become a formula.' },
  { value: 'json', label: 'JSON', hint: 'For programs: one key a line.' },
] as const

export function ExportDialog({ shown, count, columns, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<KeyExport['format']>('csv')
  const [details, setDetails] = useState(false)
  const save = useAction('keys.export')
  const saved = save.state.kind === 'done' ? save.state.value.saved : null
  const chosen = details ? [...new Set([...columns, ...detailColumns])] : columns
  const headings = [
    'Console',
    ...chosen.filter((column) => column !== 'console').map((column) => columnTexts[column].heading),
    'Read at',
    'Complete',
  ]

  return (
    <Dialog
      title="Export keys"
      icon={ExportIcon}
      text="What the list shows now goes into a file. Private keys are in no list and in no export."
      onClose={onClose}
      onSubmit={() => {
        if (!save.isRunning) void save.run({ shown, columns: [...chosen], format })
      }}
      buttons={
        <>
          <Button size="form" onPress={onClose}>
            {saved === null ? 'Cancel' : 'Close'}
          </Button>
          <Button size="form" variant="filled" type="submit" isPending={save.isRunning}>
            Export
          </Button>
        </>
      }
    >
      <RadioGroup label="Format" options={formats} value={format} onChange={setFormat} autoFocus />
      <Checkbox
        label="Also key ID, scopes and public key fingerprint"
        isSelected={details}
        onChange={setDetails}
      />
      <p className={text.hint}>
        {keysText(count)}, {columnsText(headings.length)}: {headings.join(', ')}.
      </p>
      <StatusLine label="Export">
        {saved !== null &&
          `Saved ${keysText(saved.count)} as ${saved.fileName} in ${saved.folder}.${
            saved.incomplete.length === 0
              ? ''
              : ` The list of ${namesText(saved.incomplete)} is not complete; the file says so.`
          }`}
      </StatusLine>
      <Alert failure={save.failure} />
    </Dialog>
  )
}
