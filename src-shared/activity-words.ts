// Words for the records of a console's event log, and the group of the filter that each belongs to.

export type ActivityGroup = 'sign-ins' | 'keys' | 'users' | 'access' | 'other'

interface Known {
  readonly group: ActivityGroup
  readonly words: string
}

const know = (group: ActivityGroup, words: string): Known => ({ group, words })

/** The types that matter here (vspc-rest.md section 14). A map, not an object: a console may call a type `constructor`. */
const known: ReadonlyMap<string, Known> = new Map(
  Object.entries({
    UserLoginTypeCreated: know('keys', 'Key or other identity created'),
    UserLoginTypeRemoved: know('keys', 'Key or other identity removed'),
    UserTokenRevoked: know('sign-ins', 'All sign-ins of a user ended'),
    LoginSuccessful: know('sign-ins', 'Signed in'),
    LoginFailed: know('sign-ins', 'Sign-in refused'),
    UserImpersonationSuccessful: know('sign-ins', 'Signed in as another user'),
    UserRecordEnabled: know('users', 'User enabled'),
    UserRecordDisabled: know('users', 'User disabled'),
    UserRecordModified: know('users', 'User changed'),
    UserRecordRemoved: know('users', 'User removed'),
    CompanyRESTAPIAccessModified: know('access', 'REST access of a company switched'),
    ResellerRESTAPIAccessModified: know('access', 'REST access of a reseller switched'),
    CompanyStatusUpdated: know('access', 'Company enabled or disabled'),
    ResellerStatusUpdated: know('access', 'Reseller enabled or disabled'),
    ClientUserMFAPolicyModified: know('access', 'MFA policy of client users changed'),
    ProviderUserMFAPolicyModified: know('access', 'MFA policy of provider users changed'),
  }),
)

export const activityGroup = (type: string): ActivityGroup => known.get(type)?.group ?? 'other'

/** `CloudTenantModified` becomes `Cloud tenant modified`; still text of a console: neutralise it where it is shown. */
export function activityWords(type: string): string {
  const words = known.get(type)?.words
  if (words !== undefined) return words
  if (type.trim() === '') return 'Record without a type'
  if (!/^[A-Za-z0-9]+$/.test(type)) return type
  const apart = type.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [type]
  const lower = apart.map((word, at) => (at === 0 || /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
  return lower.join(' ')
}
