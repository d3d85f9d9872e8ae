// Why a key works or not, exactly, as one sentence for the details.
import type { KeyRecord, Organization } from '../../src-shared/key'
import { isolatedText } from '../../src-shared/neutral-text'

/** Words per raw value where the grid's word stands for several (vspc-rest.md 12.1). */
const byRaw: ReadonlyMap<string, string> = new Map(
  Object.entries({
    disabledDueToTenant: 'Off because the Cloud Connect tenant is disabled.',
    disabledDueSystemComponentsRestrictions:
      'Off because a component or permission of the console is missing.',
  }),
)

/** `organization`: that of the key's company, where the list has it. Null for keys that simply work. */
export function statusReason(key: KeyRecord, organization: Organization | undefined): string | null {
  const company = isolatedText(key.companyName) || 'its company'
  const restOff = organization?.restAccess === false
  switch (key.status.word) {
    case 'enabled':
      return restOff ? `The console calls it enabled although REST access is off for ${company}.` : null
    case 'disabled':
      return 'Switched off by hand.'
    case 'owner-off':
      return 'Off because its owner is disabled. It follows the owner.'
    case 'rest-off':
      return `Off because REST access is off for ${company}.`
    case 'company-off':
      return byRaw.get(key.status.raw) ?? `Off because ${company} is disabled. It follows the company.`
    case 'off-by-system':
      return byRaw.get(key.status.raw) ?? 'Switched off by the console; it does not say why.'
    case 'unknown':
      return /^disabled/i.test(key.status.raw)
        ? 'Disabled; this version does not know the reason.'
        : 'The console reports a status that this version does not know.'
  }
}
