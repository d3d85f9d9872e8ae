// The demo's provider, reseller, companies and users.
import type { PlannedOrganization, PlannedUser } from './plan'

export const demoOrganizations: readonly PlannedOrganization[] = [
  { name: 'Northgate', type: 'Provider', city: 'Leeds' },
  { name: 'Harbourline', type: 'Reseller', alias: 'harbour', city: 'Hull' },
  { name: 'Bexley Clinics', type: 'Company', alias: 'bexley', city: 'London' },
  { name: 'Corvid Legal', type: 'Company', reseller: 'Harbourline', city: 'York' },
  { name: 'Ellis Dental', type: 'Company', hasRestAccess: false, city: 'Bath' },
  { name: 'Alder & Finch', type: 'Company', reseller: 'Harbourline', city: 'Ripon' },
  { name: 'Dunmore Ltd', type: 'Company', isOff: true, city: 'Derby' },
]

const northgate = { organization: 'Northgate' }

/** The order matters: the ready line lists them so, and callers take the first account of a role. */
export const demoUsers: readonly PlannedUser[] = [
  {
    ...northgate,
    userName: 'NG-VSPC\\m.lindqvist',
    role: 'PortalAdministrator',
    firstName: 'Maja',
    lastName: 'Lindqvist',
    password: 'Demo-Lindqvist-1',
  },
  {
    ...northgate,
    userName: 'NG-VSPC\\s.iyer',
    role: 'PortalAdministrator',
    firstName: 'Sunil',
    lastName: 'Iyer',
    password: 'Demo-Iyer-1',
    totpSecret: 'KEYWRIGHTDEMOSECRETAAAABBBBCCCC2',
  },
  { ...northgate, userName: 'NG-VSPC\\p.osei', role: 'PortalOperator', password: 'Demo-Osei-1' },
  { ...northgate, userName: 'NG-VSPC\\r.hale', role: 'PortalReadonlyOperator', password: 'Demo-Hale-1' },
  { ...northgate, userName: 'NG-VSPC\\k.brandt', role: 'SiteAdministrator', password: 'Demo-Brandt-1' },
  {
    organization: 'Harbourline',
    userName: 'harbour_owner',
    role: 'ResellerOwner',
    password: 'Demo-Harbour-1',
  },
  {
    organization: 'Harbourline',
    userName: 'harbour_sec',
    role: 'ResellerAdministrator',
    password: 'Demo-Harbour-2',
  },
  { organization: 'Corvid Legal', userName: 'corvid_owner', role: 'CompanyOwner', password: 'Demo-Corvid-1' },
  {
    organization: 'Bexley Clinics',
    userName: 'bexley_admin',
    role: 'CompanyAdministrator',
    password: 'Demo-Bexley-1',
  },
  {
    organization: 'Alder & Finch',
    userName: 'alder_admin',
    role: 'CompanyAdministrator',
    password: 'Demo-Alder-1',
  },
  {
    organization: 'Bexley Clinics',
    userName: 'bexley_audit',
    role: 'CompanyInvoiceAuditor',
    password: 'Demo-Bexley-2',
  },
  { organization: 'Ellis Dental', userName: 'ellis_owner', role: 'CompanyOwner', password: 'Demo-Ellis-1' },
  {
    organization: 'Dunmore Ltd',
    userName: 'dunmore_it',
    role: 'CompanyAdministrator',
    password: 'Demo-Dunmore-1',
  },
  {
    ...northgate,
    userName: 'NG-VSPC\\t.okafor',
    role: 'PortalOperator',
    firstName: 'Tobe',
    lastName: 'Okafor',
    isOff: true,
    password: 'Demo-Okafor-1',
  },
  ...['svc-billing', 'svc-monitor', 'svc-plugins', 'svc-psa', 'svc-reports', 'svc-scripts', 'svc-siem'].map(
    (name): PlannedUser => ({ ...northgate, userName: `NG-VSPC\\${name}`, role: 'PortalAdministrator' }),
  ),
]
