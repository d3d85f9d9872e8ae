// Operations on organizations.
import { mayChangeOrganizations, visibleOrganizations } from '../access/roles'
import { patchTarget } from '../keys/change-login'
import { visibleOrganization } from '../keys/visible'
import { pageOf } from '../query/page'
import {
  changeOrganization,
  companyView,
  type OrganizationRow,
  organizationByUid,
  organizationView,
  policyView,
  providerView,
  resellerView,
} from '../store/organizations'
import { knows36 } from '../version'
import type { JsonPatchOperation } from '../wire'
import type { Call, Reply } from './operation'
import { badRequest, cannotPatch, forbidden, notFound } from './refusal'

const expands = (call: Call) => call.query.expand?.includes('Organization') ?? false

const ofType = (call: Call, type: OrganizationRow['type']) =>
  visibleOrganizations(call.state, call.caller.user).filter((one) => one.type === type)

const listOf = (
  call: Call,
  type: OrganizationRow['type'],
  view: typeof companyView | typeof resellerView,
): Reply =>
  pageOf(
    ofType(call, type).map((row) => view(call.state.version, row, expands(call))),
    call.query,
    call.members,
    call.state.options,
  )

function patchOf(call: Call, row: OrganizationRow) {
  const status = call.state.options.get('patch-refused') === '520' ? 520 : 400
  const change: { status?: 'Active' | 'Disabled'; isRestAccessEnabled?: boolean } = {}
  for (const { op, path, value } of call.body as JsonPatchOperation[]) {
    const target = patchTarget(path)
    const given: unknown = value
    if (op !== 'replace' && op !== 'add') throw cannotPatch(status, { op, path })
    if (target === 'isrestaccessenabled' && knows36(call.state.version)) {
      if (typeof given !== 'boolean') {
        throw badRequest('The value must be true or false.', { propertyName: 'isRestAccessEnabled' })
      }
      change.isRestAccessEnabled = given
    } else if (target === 'status' && (given === 'Active' || given === 'Disabled')) change.status = given
    else throw cannotPatch(status, { op, path, ...(given === undefined ? {} : { value: given }) })
  }
  call.state.store.transaction(() => changeOrganization(call.state, row, change))
  return organizationByUid(call.state.store, row.uid) ?? row
}

function patched(call: Call, uid: string | undefined, type: 'Company' | 'Reseller'): OrganizationRow {
  const row = visibleOrganization(call, uid ?? '', type)
  if (!mayChangeOrganizations(call.caller.user.role)) throw forbidden()
  return patchOf(call, row)
}

export const organizationOperations = {
  GetOrganizations: (call: Call) =>
    pageOf(
      visibleOrganizations(call.state, call.caller.user).map(organizationView),
      call.query,
      call.members,
      call.state.options,
    ),
  GetOrganization: (call: Call) => ({
    data: organizationView(visibleOrganization(call, call.path.organizationUid ?? '')),
  }),
  GetOrganizationPolicySettings(call: Call) {
    visibleOrganization(call, call.path.organizationUid ?? '')
    return { data: policyView() }
  },
  GetProvider(call: Call) {
    // The provider is known to everybody, as in the product's sign-in page; only its uid is shown.
    const [own] = ofType(call, 'Provider')
    const row =
      own ?? call.state.store.get<OrganizationRow>("SELECT * FROM organizations WHERE type = 'Provider'")
    if (row === undefined) throw notFound('Provider')
    return { data: providerView(row, own !== undefined && expands(call)) }
  },
  GetCompanies: (call: Call) => listOf(call, 'Company', companyView),
  GetCompany: (call: Call) => ({
    data: companyView(call.state.version, visibleOrganization(call, call.path.companyUid ?? '', 'Company')),
  }),
  PatchCompany: (call: Call) => ({
    data: companyView(call.state.version, patched(call, call.path.companyUid, 'Company')),
  }),
  GetResellers: (call: Call) => listOf(call, 'Reseller', resellerView),
  GetReseller: (call: Call) => ({
    data: resellerView(
      call.state.version,
      visibleOrganization(call, call.path.resellerUid ?? '', 'Reseller'),
    ),
  }),
  PatchReseller: (call: Call) => ({
    data: resellerView(call.state.version, patched(call, call.path.resellerUid, 'Reseller')),
  }),
}
