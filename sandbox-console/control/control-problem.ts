// What can be wrong with a call of the control channel.

/** A reference to nothing. */
export class NoSuchTarget extends Error {}

/** A body or name that does not fit; the message says why. */
export class InputProblem extends Error {}
