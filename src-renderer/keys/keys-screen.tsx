// Placeholder until the keys screen is written.
export function KeysScreen({ connectionId }: { readonly connectionId: string }) {
  return <div data-connection={connectionId} />
}
