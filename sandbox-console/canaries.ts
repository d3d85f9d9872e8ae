// Secret texts that were issued, so that leak tests know what to look for; kept in memory, and only on request.

export interface Canary {
  readonly kind: 'key' | 'access' | 'refresh' | 'mfa' | 'code' | 'private-key' | 'totp'
  readonly text: string
}

export interface Canaries {
  add(kind: Canary['kind'], text: string): void
  /** null when the console was not started with canaries. */
  list(): readonly Canary[] | null
}

export function createCanaries(wanted: boolean): Canaries {
  const issued: Canary[] = []
  return {
    add(kind, text) {
      if (wanted) issued.push({ kind, text })
    },
    list: () => (wanted ? [...issued] : null),
  }
}
