// What TypeScript may know of the comparison of the scanner's findings.
interface Finding {
  readonly check: string
  readonly file: string
  readonly sample: string
}
type Reviewed = Finding & { readonly reason: string }
export function readReport(printed: string): {
  readonly checks: number
  readonly unread: readonly string[]
  readonly findings: Finding[]
}
export function compare(
  found: readonly Finding[],
  baseline: readonly Reviewed[],
): { readonly fresh: Finding[]; readonly stale: Reviewed[]; readonly unexplained: Reviewed[] }
