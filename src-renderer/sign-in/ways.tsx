// The ways to sign in, and this computer's own key where it is set up: above the fields of each form.
import type { Connection, StationKeyState } from '../../src-shared/connection'
import { isolatedText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { AdvancedKeyIcon } from '../parts/icons'
import { SegmentedRadios } from '../parts/radios'
import styles from './sign-in.module.css'

export type Way = 'password' | 'simple-key' | 'advanced-key'

const ways: readonly { readonly value: Way; readonly label: string }[] = [
  // Not called Password: the field below is, and must stay the only one of that name.
  { value: 'password', label: 'Console account' },
  { value: 'simple-key', label: 'Simple key' },
  { value: 'advanced-key', label: 'Advanced key' },
]

interface WaysProps {
  readonly connection: Connection
  readonly way: Way
  readonly onChange: (way: Way) => void
}

function WithStationKey({ connection, stationKey }: { connection: Connection; stationKey: StationKeyState }) {
  const signIn = useAction('session.signInWithStationKey')
  return (
    <div className={styles.station}>
      <Button
        size="form"
        variant="filled"
        icon={AdvancedKeyIcon}
        isPending={signIn.isRunning}
        onPress={() => {
          signIn.run({ connectionId: connection.id }).catch(() => undefined)
        }}
      >
        Sign in without a password
      </Button>
      <p className={styles.sub}>
        As {isolatedText(stationKey.userName)}, with the key of this computer. Or in another way:
      </p>
      <Alert failure={signIn.failure} />
    </div>
  )
}

export function Ways({ connection, way, onChange }: WaysProps) {
  const session = useTopic('sessions').find((one) => one.connectionId === connection.id)
  const stationKey = session?.stationKey ?? null
  return (
    <>
      {stationKey?.state === 'ready' && <WithStationKey connection={connection} stationKey={stationKey} />}
      <div>
        <SegmentedRadios label="Way to sign in" options={ways} value={way} onChange={onChange} />
      </div>
    </>
  )
}
