// JSON that may be broken, as a value for a schema to judge.

/** The value, or null where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
