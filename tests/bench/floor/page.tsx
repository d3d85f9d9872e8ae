// The bare React page: one heading, and a title that says when it has been painted.
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'

function Page() {
  useEffect(() => {
    // As the app does: two frames after React has put the screen into the page, it is on the display.
    requestAnimationFrame(() => requestAnimationFrame(() => (document.title = 'ready')))
  }, [])
  return <h1>Bare page</h1>
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Page />)
