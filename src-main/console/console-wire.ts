// Schemas of the console's answers and their mapping to shared values. What is not read here does not exist further in.
import { z } from 'zod'
import type { ActivityRecord } from '../../src-shared/activity'
import type { SignedInUser } from '../../src-shared/connection'
import type { KeyRecord, KeyStatus, Organization, Owner, PublicKey } from '../../src-shared/key'
import type { components } from '../../src-shared/wire/console-api'
import { readDate } from './dates'
import { readPublicKeyXml } from './public-key'

type Wire = components['schemas']
/** The one difference between the generated types and what is parsed: ids are decimal text (decisions D20). */
type Lossless<T> = Omit<T, 'id'> & { id: string }

/**
 * A schema that the compiler holds against the generated type: it must accept everything the OpenAPI file allows and name
 * no member that the file does not know.
 */
function reads<W>() {
  return <S extends z.ZodType>(
    schema: S & (W extends z.input<S> ? (keyof z.input<S> extends keyof W ? unknown : never) : never),
  ): S => schema
}

/** Text that may be absent or null (the same on this wire), cut to what the contract of the bridge allows. */
const text = (limit: number) =>
  z
    .string()
    .nullish()
    .transform((value) => {
      const whole = value ?? ''
      // Not in the middle of a character.
      return whole.length <= limit ? whole : whole.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')
    })

const Login = reads<Lossless<Wire['UserLogin']>>()(
  z.object({
    id: z.string().regex(/^-?\d{1,19}$/),
    userUid: z.string().min(1).max(100),
    userName: text(512),
    companyId: z.string().max(100).nullish(),
    companyName: text(512),
    identityProviderName: z.string(),
    description: text(4096),
    isReadAccessOnly: z.boolean(),
    scopes: z.array(z.string()).nullish(),
    status: text(100),
    creationDate: z.string().nullish(),
  }),
)

/** Read only for identities of kind `AA`, and nowhere else (decisions D13). */
const Registered = z.object({ parameters: z.string() })

const User = reads<Wire['User']>()(
  z.object({
    instanceUid: z.string().min(1).max(100).optional(),
    organizationUid: z.string().max(100).nullish(),
    userName: text(512),
    role: text(100),
    status: z.string().nullish(),
    mfaPolicyConfigurationStatus: z.string().nullish(),
  }),
)

const OrganizationName = reads<Wire['Organization']>()(
  z.object({ instanceUid: z.string().max(100).nullish(), name: text(512), type: z.string().nullish() }),
)

const CompanyOrReseller = reads<Wire['Company'] & Wire['Reseller']>()(
  z.object({
    instanceUid: z.string().max(100).nullish(),
    name: text(512),
    status: z.string().nullish(),
    isRestAccessEnabled: z.boolean().nullish(),
    permissions: z.array(z.string()).nullish(),
    resellerUid: z.string().max(100).nullish(),
  }),
)

const ActivityLog = reads<Wire['ActivityLog']>()(
  z.object({
    message: text(4096),
    activityLogType: text(100),
    activityKind: text(100),
    date: z.string().optional(),
    userUid: z.string().max(100).nullish(),
    organizationUid: z.string().max(100).nullish(),
  }),
)

/** `POST /token` has no envelope; members that do not apply are null or absent. */
export const TokenResult = reads<Wire['TokenResult']>()(
  z.object({
    access_token: z.string().nullish(),
    refresh_token: z.string().nullish(),
    mfa_token: z.string().nullish(),
    encrypted_code: z.string().nullish(),
    // Unit and even type are uncertain (U1); session/lifetime.ts reads it.
    expires_in: z.unknown().optional(),
  }),
)

export const AboutInfo = reads<Wire['About']>()(z.object({ serverVersion: z.string().max(100).nullish() }))

export const ActionInfo = reads<Wire['AsyncActionInfo']>()(z.object({ status: z.string() }))

export const PagingMeta = z.object({
  meta: z.object({ pagingInfo: z.object({ total: z.int().min(0) }).nullish() }).nullish(),
})

export const ErrorBody = z.object({
  errors: z
    .array(
      z.object({
        message: z.string().nullish(),
        code: z.number().nullish(),
        parameterName: z.string().nullish(),
        propertyName: z.string().nullish(),
        retryAfter: z.number().nullish(),
      }),
    )
    .min(1),
})
export const OAuthError = z.object({ error: z.string(), error_description: z.string().nullish() })

/** A map, not an object: a console may call a status `constructor`. */
const statusWords: ReadonlyMap<string, KeyStatus['word']> = new Map(
  Object.entries<KeyStatus['word']>({
    enabled: 'enabled',
    disabled: 'disabled',
    disabledduetouser: 'owner-off',
    disabledduetocompany: 'company-off',
    disabledduetotenant: 'company-off',
    disabledduetosystem: 'off-by-system',
    disabledduesystemcomponentsrestrictions: 'rest-off',
  }),
)

export type ReadLogin =
  | { readonly kind: 'key'; readonly record: KeyRecord; readonly hadPrivateElements: boolean }
  /** A password, MFA or other identity: not ours to show or touch. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable' }

/** One identity of any kind. Only `AK` and `AA` become records; see {@link Registered} for `parameters`. */
export function readLogin(value: unknown): ReadLogin {
  const parsed = Login.safeParse(value)
  if (!parsed.success) return { kind: 'unreadable' }
  const login = parsed.data
  const provider = login.identityProviderName.toUpperCase()
  if (provider !== 'AK' && provider !== 'AA') return { kind: 'other' }
  const registered = provider === 'AA' ? readRegistered(value) : null
  return {
    kind: 'key',
    hadPrivateElements: registered?.kind === 'private',
    record: {
      id: login.id,
      type: provider === 'AK' ? 'simple' : 'advanced',
      description: login.description,
      readOnly: login.isReadAccessOnly,
      scopes: (login.scopes ?? []).slice(0, 32).map((scope) => scope.slice(0, 100)),
      userUid: login.userUid,
      userName: login.userName,
      companyUid: login.companyId ?? null,
      companyName: login.companyName,
      status: { word: statusWords.get(login.status.toLowerCase()) ?? 'unknown', raw: login.status },
      createdAt: readDate(login.creationDate),
      publicKey: registered?.kind === 'public' ? registered.publicKey : null,
    },
  }
}

function readRegistered(
  value: unknown,
): { kind: 'public'; publicKey: PublicKey } | { kind: 'private' | 'unreadable' } {
  const parsed = Registered.safeParse(value)
  return parsed.success ? readPublicKeyXml(parsed.data.parameters) : { kind: 'unreadable' }
}

export type WireUser = Pick<SignedInUser, 'userUid' | 'userName' | 'role' | 'organizationUid'> & {
  readonly owner: Owner
}

/** null: nothing that identifies a user. */
export function readUser(value: unknown): WireUser | null {
  const parsed = User.safeParse(value)
  if (!parsed.success || parsed.data.instanceUid === undefined) return null
  const { instanceUid: userUid, userName, role } = parsed.data
  const status = parsed.data.status?.toLowerCase()
  const mfa = parsed.data.mfaPolicyConfigurationStatus?.toLowerCase()
  return {
    userUid,
    userName,
    role,
    organizationUid: parsed.data.organizationUid ?? '',
    owner: {
      userUid,
      userName,
      role,
      status: status === 'enabled' || status === 'disabled' ? status : 'unknown',
      mfa: mfa === 'configured' ? 'on' : mfa === 'notconfigured' ? 'off' : 'unknown',
    },
  }
}

export function readOrganizationName(value: unknown): Pick<Organization, 'uid' | 'name' | 'type'> | null {
  const parsed = OrganizationName.safeParse(value)
  if (!parsed.success || !parsed.data.instanceUid) return null
  const type = parsed.data.type?.toLowerCase()
  const known = type === 'provider' || type === 'reseller' || type === 'company'
  return { uid: parsed.data.instanceUid, name: parsed.data.name, type: known ? type : 'unknown' }
}

/** A company or reseller. REST access: the flag (3.6 and later), else `permissions` (before), else unknown. */
export function readCompany(value: unknown, type: 'company' | 'reseller'): Organization | null {
  const parsed = CompanyOrReseller.safeParse(value)
  if (!parsed.success || !parsed.data.instanceUid) return null
  const { instanceUid: uid, name, isRestAccessEnabled: flag, permissions, resellerUid } = parsed.data
  const status = parsed.data.status?.toLowerCase()
  const listed = permissions?.some((permission) => permission.toUpperCase() === 'REST')
  return {
    uid,
    name,
    type,
    active: status === 'active' ? true : status === 'disabled' ? false : null,
    restAccess: flag ?? listed ?? null,
    ...(resellerUid ? { resellerUid } : {}),
  }
}

/** A record of the event log, of whatever type; null: without a time it has no place in a log. */
export function readActivity(value: unknown): ActivityRecord | null {
  const parsed = ActivityLog.safeParse(value)
  const at = parsed.success ? readDate(parsed.data.date) : null
  if (!parsed.success || at === null) return null
  const { message, activityLogType: type, activityKind: kind, userUid, organizationUid } = parsed.data
  return { at, type, kind, message, userUid: userUid || null, organizationUid: organizationUid || null }
}
