// True once something has been true for a while: what is over at once is not worth a change of the screen.
import { useEffect, useState } from 'react'

export function useLasting(value: boolean, afterMs: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    if (!value) return
    const timer = setTimeout(() => setLater(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLater(false)
    }
  }, [value, afterMs])
  return later && value
}
