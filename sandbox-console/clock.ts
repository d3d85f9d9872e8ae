// The one source of time of the sandbox console, so that tests can move it and the control channel can skew it.

export interface Clock {
  /** Milliseconds since 1970, skew included. */
  now(): number
  skewMs(): number
  setSkew(skewMs: number): void
}

export function createClock(source: () => number): Clock {
  let skew = 0
  return {
    now: () => source() + skew,
    skewMs: () => skew,
    setSkew(skewMs) {
      skew = skewMs
    },
  }
}
