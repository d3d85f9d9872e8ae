// What an older console says otherwise: VSPC 8.1 (REST 3.5.1) beside 9.2 (REST 3.6.2), as far as the wire contract knows.
import type { Members } from './query/filter'
import type { Company, Reseller } from './wire'

export const versions = ['9.2', '8.1'] as const
export type Version = (typeof versions)[number]

/** Builds of the console and of its agents (section 2 of the wire contract names those of 9.2). */
export const builds: Readonly<
  Record<Version, { readonly server: string; readonly vaw: string; readonly val: string }>
> = {
  '9.2': { server: '9.2.0.33215', vaw: '13.0.1.203', val: '13.0.1.107' },
  '8.1': { server: '8.1.0.21377', vaw: '6.1.0.349', val: '6.1.0.1498' },
}

/** REST 3.6 and later have a flag; before that, `permissions` contains `REST` (section 11). */
const flag = 'isRestAccessEnabled'
const older = 'permissions'

type RestAccess = Partial<Pick<Company, typeof flag | typeof older>>
/** A company or reseller as any version shows it. */
export type Of<View extends Company | Reseller> = Omit<View, typeof flag> & RestAccess

export const restAccessOf = (version: Version, isOn: boolean): RestAccess =>
  version === '9.2' ? { [flag]: isOn } : { [older]: isOn ? ['REST'] : [] }

/** Members that can be selected, filtered and sorted: nobody can ask an older console for what it does not know. */
export function membersIn(version: Version, members: Members): Members {
  if (version === '9.2' || !members.has(flag)) return members
  return new Map([...members].filter(([name]) => name !== flag))
}

/** `readOnly` of `/token` and the member `isRestAccessEnabled` came with REST 3.6. */
export const knows36 = (version: Version) => version === '9.2'
