// Who may do what with keys: the role table of the vendor's guides (vspc-rest.md 15.1). The console decides in the end.
import { isolatedText } from './neutral-text'

interface KeyRights {
  readonly create: boolean
  readonly edit: boolean
  readonly setEnabled: boolean
  readonly remove: boolean
}

const all: KeyRights = { create: true, edit: true, setEnabled: true, remove: true }
const none: KeyRights = { create: false, edit: false, setEnabled: false, remove: false }
/** Resellers cannot enable or disable in their own portal; the provider must do it. */
const reseller: KeyRights = { create: true, edit: true, setEnabled: false, remove: true }

// Maps, not objects: a console may call a role `constructor`.
const byRole: ReadonlyMap<string, KeyRights> = new Map(
  Object.entries({
    PortalAdministrator: all,
    CompanyOwner: all,
    CompanyAdministrator: all,
    ResellerOwner: reseller,
    ResellerAdministrator: reseller,
  }),
)

/** Rights of a value of `User.role`; unknown roles get none. */
export function rightsOf(role: string): KeyRights {
  return byRole.get(role) ?? none
}

/** Names of the vendor's guides (vspc-rest.md section 10); the pairing of the reseller rows is inferred (U17). */
const labels: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PortalAdministrator: 'Portal Administrator',
    PortalOperator: 'Portal Operator',
    PortalReadonlyOperator: 'Read-only User',
    SiteAdministrator: 'Site Administrator',
    CompanyOwner: 'Company Owner',
    CompanyAdministrator: 'Company Administrator',
    CompanyTenant: 'Company Tenant',
    CompanyLocationAdministrator: 'Location Administrator',
    CompanyLocationUser: 'Location User',
    CompanySubtenant: 'Subtenant',
    CompanyInvoiceAuditor: 'Invoice Auditor',
    ResellerOwner: 'Service Provider Global Administrator',
    ResellerAdministrator: 'Service Provider Administrator',
    ResellerOperator: 'Service Provider Operator',
    ResellerUser: 'Service Provider User',
    ResellerInvoiceAuditor: 'Service Provider Invoice Auditor',
  }),
)

/** Inert text, whatever the console calls the role. */
export function roleLabel(role: string): string {
  return labels.get(role) ?? isolatedText(role)
}

/** Whom a person with this role asks for a change that the role does not allow. */
export function whomToAsk(role: string): string {
  if (role.startsWith('Company')) return 'a Company Owner or Company Administrator'
  if (role.startsWith('Reseller')) return 'the service provider’s Portal Administrator'
  return 'a Portal Administrator'
}
