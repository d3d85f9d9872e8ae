// One request and one answer, without sockets.

export interface SandboxRequest {
  readonly method: string
  /** Path and query as they stand in the request line. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** `latin1`: each character of the body is one byte. Otherwise UTF-8. */
  readonly encoding?: 'latin1'
}

/** null: the connection is cut without an answer. */
export type Outcome = Answer | null
