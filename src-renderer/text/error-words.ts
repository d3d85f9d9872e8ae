// The form of an error's words, and how they are picked by the reason of a failure.
import type { FailureDetail } from '../../src-shared/errors'

export interface ErrorText {
  /** What happened, without a full stop. */
  readonly title: string
  /** What it means; one sentence. */
  readonly meaning: string
  /** What the person can do; one sentence. */
  readonly next: string
}

export type Words = (detail: FailureDetail) => ErrorText

export const say =
  (title: string, meaning: string, next: string): Words =>
  () => ({ title, meaning, next })

/** Picks the text of `detail.reason`, or of the absent reason. */
export const byReason =
  (reasons: Readonly<Record<string, ErrorText>>, otherwise: ErrorText): Words =>
  (detail) =>
    reasons[String(detail.reason)] ?? otherwise
