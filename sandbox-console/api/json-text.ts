// JSON with whole 64-bit integers: a bigint is written as its bare digits, and big numbers are read as bigint.
import { isSafeNumber, parse, stringify } from 'lossless-json'

export const toJson = (value: unknown) => stringify(value) ?? 'null'

export const fromJson = (text: string): unknown =>
  parse(text, undefined, (digits) =>
    /^-?\d+$/.test(digits) && !isSafeNumber(digits) ? BigInt(digits) : Number(digits),
  )
