// Stands in for a screen that broke while it was drawn: names the kind of error, never its text, and tries again.
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Button } from './button'
import { EmptyState } from './empty-state'

interface BrokenScreenProps {
  readonly children: ReactNode
}

/** An error's name is ours or the language's; its text could hold anything. */
const kindOf = (error: unknown) =>
  error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'thrown'

/** React has no hook for this: only a class can catch what its children throw. */
export class BrokenScreen extends Component<BrokenScreenProps, { readonly kind: string | null }> {
  override state: { readonly kind: string | null } = { kind: null }

  static getDerivedStateFromError(error: unknown) {
    return { kind: kindOf(error) }
  }

  override componentDidCatch(_error: unknown, _info: ErrorInfo): void {
    // Its being here keeps React from taking the whole page away.
  }

  override render(): ReactNode {
    if (this.state.kind === null) return this.props.children
    return (
      <main>
        <EmptyState
          title="This window could not be drawn"
          actions={
            <Button variant="filled" onPress={() => this.setState({ kind: null })}>
              Try again
            </Button>
          }
        >
          Nothing was sent or changed by it. If it comes again, close Keywright and start it anew. Code:{' '}
          {this.state.kind}
        </EmptyState>
      </main>
    )
  }
}
