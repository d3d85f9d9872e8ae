// The public half before it is registered: its text as it will be sent, fingerprint, own blade, and a copy button.
import { useId } from 'react'
import type { PublicKey } from '../../src-shared/key'
import { CopyText } from '../parts/copy-text'
import { Facts, Fingerprint, Plate } from '../parts/facts'
import { Blade } from '../parts/key-cut'
import styles from './public-key-plate.module.css'
import wizard from './wizard.module.css'

/** XML with its tags set apart, so that the eye finds the numbers. */
function Tagged({ xml }: { readonly xml: string }) {
  let offset = 0
  return xml.split(/(<[^>]*>)/).map((part) => {
    offset += part.length
    return part.startsWith('<') ? (
      <span key={offset} className={styles.tag}>
        {part}
      </span>
    ) : (
      part
    )
  })
}

/** The text scrolls, so the keyboard has to reach it. */
const scrollable = { tabIndex: 0 }

export function PublicKeyPlate({ publicKey }: { readonly publicKey: PublicKey }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.region}>
      <Plate
        head={
          <>
            <h4 id={id} className={styles.title}>
              Public key
            </h4>
            <span>RSA, {publicKey.bits} bits</span>
            <span className={wizard.end}>
              <CopyText text={publicKey.xml} label="Copy public key" variant="plain" />
            </span>
          </>
        }
      >
        <div className={styles.blade}>
          <Blade of={publicKey.fingerprint256} width={524} />
        </div>
        <pre className={styles.xml} translate="no" {...scrollable}>
          <Tagged xml={publicKey.xml} />
        </pre>
        <Facts
          facts={[{ label: 'SHA-256', value: <Fingerprint value={publicKey.fingerprint256} group={16} /> }]}
        />
      </Plate>
    </section>
  )
}
