// The present time for ages and countdowns: parts that use it are drawn again at every step.
import { useEffect, useState } from 'react'

/** `stepMs`: how often the value is renewed. */
export function useNow(stepMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs)
    return () => clearInterval(timer)
  }, [stepMs])
  return now
}
