// Whether the window is at most 800 px wide: rows then take two lines and the details are a page.
import { useSyncExternalStore } from 'react'

const narrow = '(max-width: 800px)'

function watch(listener: () => void): () => void {
  const query = window.matchMedia(narrow)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(narrow).matches)
}
