// The message after a change, for ten seconds, with Undo where there is one; it waits while the person is on it.
import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button'
import { UndoIcon } from '../parts/icons'
import { Toast } from '../parts/status'

export interface Message {
  readonly text: string
  readonly undo: (() => void) | null
}

const shownForMs = 10_000
const lookAgainMs = 2_000

/** `show` and `hide` stay the same functions: what depends on them is not begun anew at each drawing. */
export function useMessage(): {
  message: Message | null
  show: (message: Message | null) => void
  hide: () => void
} {
  const [message, setMessage] = useState<Message | null>(null)
  return {
    message,
    show: useCallback((next) => setMessage(next), []),
    hide: useCallback(() => setMessage(null), []),
  }
}

interface UndoMessageProps {
  readonly message: Message | null
  /** The time begins anew when it is another function. */
  readonly onEnd: () => void
}

export function UndoMessage({ message, onEnd }: UndoMessageProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (message === null) return
    let timer: ReturnType<typeof setTimeout>
    const end = () => {
      const inUse = box.current?.matches(':hover, :focus-within') ?? false
      if (inUse) timer = setTimeout(end, lookAgainMs)
      else onEnd()
    }
    timer = setTimeout(end, shownForMs)
    return () => clearTimeout(timer)
  }, [message, onEnd])
  return (
    <div ref={box}>
      <Toast
        action={
          message?.undo && (
            <Button variant="quiet" icon={UndoIcon} onPress={message.undo}>
              Undo
            </Button>
          )
        }
      >
        {message && <bdi>{message.text}</bdi>}
      </Toast>
    </div>
  )
}
