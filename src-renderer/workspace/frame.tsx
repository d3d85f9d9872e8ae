// The frame around every screen once a console exists, and around Settings always.
import { type ReactNode, useState } from 'react'
import styles from './frame.module.css'
import { PlacesMenu, Sidebar } from './sidebar'
import { StatusBar } from './status-bar'
import { StatusSlot } from './status-slot'

interface FrameProps {
  /** Heading and what stands beside it. */
  readonly head: ReactNode
  /** At the end of the head bar. */
  readonly headEnd?: ReactNode
  /** Banners, then the screen. */
  readonly children: ReactNode
}

export function Frame({ head, headEnd, children }: FrameProps) {
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  return (
    <div className={styles.window}>
      <Sidebar />
      <main className={styles.main}>
        <header className={styles.head}>
          <PlacesMenu />
          {head}
          <span className={styles.end}>{headEnd}</span>
        </header>
        <StatusSlot value={slot}>{children}</StatusSlot>
      </main>
      <StatusBar onSlot={setSlot} />
    </div>
  )
}
