// Whether the app may end, and who asks the person first: the page for a private key, the system for what is noted nowhere.
import type { Creations } from './creation/creations'
import type { Vault } from './vault/vault'
import type { Dialogs } from './window/dialogs'

interface Deps {
  readonly creations: {
    readonly isOpen: () => boolean
    readonly attention: Pick<Creations['attention'], 'get'>
  }
  readonly vault: { readonly mode: Pick<Vault['mode'], 'get'> }
  /** A page that is gone cannot ask anybody, and must not hold the person either. */
  readonly isPageGone: () => boolean
  readonly askInPage: () => void
  readonly confirmQuit: Dialogs['confirmQuit']
  readonly quit: () => void
}

export interface Leaving {
  mayEnd(): boolean
  /** Only where {@link mayEnd} said no. Ends the app itself where the person agrees to that. */
  askToLeave(): void
  /** The person has decided in the page about the private key: closes, but not over keys that nobody would know of. */
  closeDecided(close: () => void): void
}

export function createLeaving(deps: Deps): Leaving {
  let isAgreed = false
  let isAsking = false

  const waitsForPage = () => deps.creations.isOpen() && !deps.isPageGone()
  /** Without a credential store no record outlives the run: what needs attention would be forgotten without a word. */
  const losesAttention = () =>
    deps.vault.mode.get().kind === 'memory' && deps.creations.attention.get().length > 0
  const mayForget = () => isAgreed || !losesAttention()

  async function askForAttention(): Promise<void> {
    if (isAsking) return
    isAsking = true
    const agrees = await deps.confirmQuit(deps.creations.attention.get().length).catch(() => false)
    isAsking = false
    if (!agrees) return
    isAgreed = true
    deps.quit()
  }

  return {
    mayEnd: () => !waitsForPage() && mayForget(),
    askToLeave() {
      if (waitsForPage()) deps.askInPage()
      else void askForAttention()
    },
    closeDecided(close) {
      if (mayForget()) close()
      else void askForAttention()
    },
  }
}
