// Puts theme and row height on the document, where tokens.css reads them.
import { useLayoutEffect } from 'react'
import { useTopic } from '../bridge/bridge-context'

export function useAppearance(): void {
  const { theme, density } = useTopic('settings')
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    dataset.density = density
  }, [theme, density])
}
