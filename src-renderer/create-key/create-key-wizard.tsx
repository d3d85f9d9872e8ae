// Placeholder until the wizard is written.
export interface CreateKeyWizardProps {
  readonly connectionId: string
  readonly initialType: 'simple' | 'advanced'
  readonly onClose: () => void
}

export function CreateKeyWizard({ connectionId }: CreateKeyWizardProps) {
  return <div data-connection={connectionId} />
}
