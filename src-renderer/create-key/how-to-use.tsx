// Example calls for the new key in three languages, with a placeholder that is easy to see in place of the key.
import { useId, useState } from 'react'
import type { Connection } from '../../src-shared/connection'
import type { Creation } from '../../src-shared/creation'
import { CopyText } from '../parts/copy-text'
import { SegmentedRadios } from '../parts/radios'
import text from '../parts/text.module.css'
import styles from './how-to-use.module.css'
import { exampleOf, type Language, languages, placeholders, type StoredAs } from './usage-examples'
import wizard from './wizard.module.css'

/** The example scrolls, so the keyboard has to reach it. */
const scrollable = { tabIndex: 0 }

interface HowToUseProps {
  readonly creation: Pick<Creation, 'keyType' | 'publicKey' | 'scopes' | 'saved' | 'phase'>
  readonly connection: Pick<Connection, 'origin' | 'pin'> | undefined
}

/** Unsaved, it was copied in the form that the frame offers first; a pair from elsewhere is mostly PEM. */
function storedAs({ saved, phase }: HowToUseProps['creation']): StoredAs {
  if (phase === 'created' || saved?.fileName.toLowerCase().endsWith('.pem') === true) return 'pem'
  return 'xml'
}

export function HowToUse({ creation, connection }: HowToUseProps) {
  const id = useId()
  const [language, choose] = useState<Language>('curl')
  const { keyType } = creation
  const example = exampleOf(language, {
    keyType,
    origin: connection?.origin ?? 'https://console.example:1280',
    storedAs: storedAs(creation),
    publicKeyXml: creation.publicKey?.xml ?? '',
  })
  return (
    <section className={styles.use} aria-labelledby={id}>
      <div className={wizard.between}>
        <h4 id={id} className={styles.title}>
          How to use this key
        </h4>
        <div className={wizard.end}>
          <SegmentedRadios
            label="Language"
            size="small"
            options={languages.map((one) => ({ value: one, label: one }))}
            value={language}
            onChange={choose}
          />
        </div>
      </div>
      <pre className={styles.code} translate="no" {...scrollable}>
        <Marked example={example} mark={placeholders[keyType]} />
      </pre>
      <div className={wizard.between}>
        <CopyText text={example} label="Copy example" variant="plain" />
        <p className={styles.hint}>
          <Hints creation={creation} connection={connection} />
        </p>
      </div>
    </section>
  )
}

/** The example with its placeholder set apart. */
function Marked({ example, mark }: { readonly example: string; readonly mark: string }) {
  let offset = 0
  return example.split(mark).map((part, index) => {
    offset += part.length
    return (
      <span key={`${offset} ${part.length}`}>
        {index > 0 && <span className={styles.hole}>{mark}</span>}
        {part}
      </span>
    )
  })
}

function Hints({ creation, connection }: HowToUseProps) {
  const simple = creation.keyType === 'simple'
  return (
    <>
      {simple ? 'The stored key goes into ' : 'The stored key is the file '}
      <span className={text.monoSmall}>{simple ? 'VSPC_API_KEY' : 'private-key'}</span>
      {simple
        ? '. Never write it into the script itself.'
        : '. The padding of the code is not published: if OAEP is refused, use PKCS #1 v1.5.'}
      {creation.scopes.includes('integration') &&
        ' Keys for built-in plugins belong into the plugin; the REST API may refuse them.'}
      {connection?.pin !== null &&
        connection !== undefined &&
        ' This console’s certificate is not known to other programs: give it to them as a trusted certificate, do not switch the check off.'}
    </>
  )
}
