// Password hashes (scrypt) in one text: cost, salt, hash.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** Far below what a product should use: the passwords here are printed anyway, and tests sign in often. */
const cost = 4096

const derive = (password: string, salt: Buffer, options: ScryptOptions) =>
  new Promise<Buffer>((resolve, reject) => {
    scrypt(password, salt, 32, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, { N: cost })
  return `scrypt$${cost}$${salt.toString('base64')}$${key.toString('base64')}`
}

const nobody = `scrypt$${cost}$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`

/** Does the same work for a user without a password, so that the time tells nothing. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, storedCost, salt = '', key = ''] = (stored ?? nobody).split('$')
  const expected = Buffer.from(key, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'), { N: Number(storedCost) })
  return timingSafeEqual(actual, expected) && stored !== null
}
