// Heights of the grid's rows and header as they are drawn: they follow density, text size and the width of the window.
import { type RefObject, useLayoutEffect, useState } from 'react'

interface GridSizes {
  readonly rowPx: number
  readonly headPx: number
}

const untilMeasured: GridSizes = { rowPx: 28, headPx: 28 }

/**
 * @param scroller The grid element; its header is its first row.
 * @param probe An element as high as one row.
 */
export function useGridSizes(
  scroller: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
): GridSizes {
  const [sizes, setSizes] = useState(untilMeasured)
  useLayoutEffect(() => {
    const head = scroller.current?.querySelector<HTMLElement>('[role=row]')
    const one = probe.current
    if (!head || !one) return
    const measure = () => {
      const next = { rowPx: one.offsetHeight || untilMeasured.rowPx, headPx: head.offsetHeight }
      setSizes((before) => (before.rowPx === next.rowPx && before.headPx === next.headPx ? before : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(one)
    observer.observe(head)
    return () => observer.disconnect()
  }, [scroller, probe])
  return sizes
}
