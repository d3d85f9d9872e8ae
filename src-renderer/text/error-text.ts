// What every failure means in words: what happened, what it means, what to do next. Typed so that none can be missing.
import type { Failure, FailureCode } from '../../src-shared/errors'
import { computerErrors } from './computer-errors'
import { consoleErrors } from './console-errors'
import type { ErrorText, Words } from './error-words'
import { importErrors } from './import-errors'
import { keyErrors } from './key-errors'
import { signInErrors } from './sign-in-errors'

/** A code without words fails the type check here. */
export const errorWords: Readonly<Record<FailureCode, Words>> = {
  ...consoleErrors,
  ...signInErrors,
  ...keyErrors,
  ...computerErrors,
  ...importErrors,
}

export function errorText(failure: Failure): ErrorText {
  return errorWords[failure.code](failure.detail)
}

/** One line for a status or a row: what happened and what to do. */
export function errorLine(failure: Failure): string {
  const { title, next } = errorText(failure)
  return `${title}. ${next}`
}

/** Plain text for Copy details: code, labels and trace, nothing that a person typed. */
export function errorDetails(failure: Failure): string {
  const labels = Object.entries(failure.detail).map(([name, value]) => `${name}: ${value}`)
  return [`code: ${failure.code}`, ...labels, `trace: ${failure.trace}`].join('\n')
}
