// What a seed consists of, before it is stored.
import type { LoginScope, UserRole } from '../wire'

export interface PlannedOrganization {
  readonly name: string
  readonly alias?: string
  readonly type: 'Provider' | 'Reseller' | 'Company'
  readonly reseller?: string
  readonly isOff?: boolean
  readonly hasRestAccess?: boolean
  readonly city?: string
}

export interface PlannedUser {
  readonly organization: string
  /** As stored: provider users with their domain. */
  readonly userName: string
  readonly role: UserRole
  readonly firstName?: string
  readonly lastName?: string
  readonly isOff?: boolean
  /** Accounts with a password are printed in the ready line. */
  readonly password?: string
  readonly totpSecret?: string
}

export interface PlannedKey {
  readonly owner: string
  readonly description: string
  readonly kind: 'AK' | 'AA'
  readonly readOnly: boolean
  readonly scopes: readonly LoginScope[]
  readonly isOff?: boolean
  readonly ageDays: number
  /** Base64, Advanced keys only. */
  readonly modulus?: string
}

export interface SeedPlan {
  readonly organizations: readonly PlannedOrganization[]
  readonly users: readonly PlannedUser[]
  readonly keys: readonly PlannedKey[]
}

/** The text to sign in with. */
export const signInName = (user: PlannedUser) =>
  user.userName.includes('\\') ? user.userName : `${user.organization}\\${user.userName}`
