// The one place where a private key lives in the main process: bytes that can be used and wiped, never printed.
import { inspect } from 'node:util'
import { AppError } from '../../src-shared/errors'

const hidden = '[secret]'

export class SecretCell {
  /** Cells that still hold something, for the last resort after an unexpected error. */
  static readonly #live = new Set<WeakRef<SecretCell>>()
  readonly #self = new WeakRef(this)
  readonly #bytes: Buffer
  #wiped = false

  private constructor(bytes: Buffer) {
    this.#bytes = bytes
    SecretCell.#live.add(this.#self)
  }

  /** Takes the bytes over: they are copied into memory of their own and the source is blanked. */
  static fromBytes(source: Buffer): SecretCell {
    // Not from the pool: a slice of the pool would share its memory with unrelated buffers.
    const own = Buffer.allocUnsafeSlow(source.length)
    source.copy(own)
    source.fill(0)
    return new SecretCell(own)
  }

  /** Wipes every cell of the process (uncaught errors, S-54). */
  static wipeAll(): void {
    for (const reference of [...SecretCell.#live]) reference.deref()?.wipe()
    SecretCell.#live.clear()
  }

  get isWiped(): boolean {
    return this.#wiped
  }

  /**
   * Runs `work` on the bytes; it must not keep them. If it throws, the cell is wiped: what happened to the bytes
   * is then unknown. Throws `reveal-spent` when the cell is wiped already.
   */
  use<T>(work: (bytes: Buffer) => T): T {
    if (this.#wiped) throw new AppError('reveal-spent')
    try {
      return work(this.#bytes)
    } catch (error) {
      this.wipe()
      throw error
    }
  }

  wipe(): void {
    this.#bytes.fill(0)
    this.#wiped = true
    SecretCell.#live.delete(this.#self)
  }

  toString(): string {
    return hidden
  }

  toJSON(): string {
    return hidden
  }

  [inspect.custom](): string {
    return hidden
  }

  [Symbol.toPrimitive](): string {
    return hidden
  }
}
