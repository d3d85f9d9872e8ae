// The demo's keys, with ordinary descriptions, and every state a key can be in.
import type { LoginScope } from '../wire'
import { demoModuli } from './demo-moduli'
import type { PlannedKey } from './plan'

type Access = 'ro' | 'rw'
type Line = readonly [
  owner: string,
  description: string,
  kind: 'AK' | 'AA',
  access: Access,
  ageDays: number,
  state?: 'off' | 'plugin',
]

const lines: readonly Line[] = [
  ['NG-VSPC\\m.lindqvist', 'Mail relay watchdog', 'AK', 'ro', 707, 'off'],
  ['NG-VSPC\\svc-monitor', 'PRTG sensors', 'AK', 'ro', 665],
  ['NG-VSPC\\svc-monitor', 'Zabbix prod', 'AK', 'ro', 665],
  ['NG-VSPC\\svc-reports', 'Backup report mailer', 'AK', 'ro', 631],
  ['NG-VSPC\\t.okafor', 'Tenant onboarding script', 'AA', 'rw', 589],
  ['NG-VSPC\\t.okafor', 'RMM alert bridge', 'AK', 'ro', 536],
  ['bexley_admin', 'Bexley ticket portal', 'AK', 'rw', 500],
  ['dunmore_it', 'Dunmore ticket portal', 'AK', 'rw', 420],
  ['dunmore_it', 'Dunmore asset import', 'AA', 'ro', 402],
  ['ellis_owner', 'Ellis licence check', 'AK', 'ro', 378],
  ['ellis_owner', 'Ellis practice backup bot', 'AA', 'rw', 371],
  ['ellis_owner', 'Ellis plug-in link', 'AA', 'rw', 370, 'plugin'],
  ['NG-VSPC\\svc-psa', 'HaloPSA connector', 'AA', 'rw', 316],
  ['NG-VSPC\\svc-psa', 'Autotask ticket sync', 'AK', 'rw', 316],
  ['NG-VSPC\\svc-siem', 'Wazuh collector', 'AK', 'ro', 288],
  ['NG-VSPC\\svc-plugins', 'ConnectWise plugin', 'AA', 'rw', 270, 'plugin'],
  ['NG-VSPC\\svc-scripts', 'Restore test runner', 'AA', 'rw', 259],
  ['corvid_owner', 'Corvid audit, spring', 'AK', 'ro', 216, 'off'],
  ['NG-VSPC\\svc-billing', 'Billing export, nightly', 'AK', 'ro', 204],
  ['NG-VSPC\\svc-reports', 'Power BI refresh', 'AK', 'ro', 203],
  ['NG-VSPC\\svc-monitor', 'Grafana prod', 'AK', 'ro', 162],
  ['NG-VSPC\\svc-monitor', 'Grafana lab', 'AK', 'ro', 162, 'off'],
  ['NG-VSPC\\svc-billing', 'Licence usage pull', 'AK', 'ro', 145],
  ['NG-VSPC\\svc-siem', 'Splunk forwarder', 'AA', 'ro', 115],
  ['bexley_admin', 'Bexley board report', 'AK', 'ro', 97],
  ['corvid_owner', 'Corvid case archive', 'AA', 'rw', 90],
  ['corvid_owner', 'Corvid restore checks', 'AK', 'ro', 88],
  ['NG-VSPC\\svc-plugins', 'Datto RMM plugin', 'AA', 'rw', 80, 'plugin'],
  ['NG-VSPC\\svc-scripts', 'n8n workflows', 'AA', 'rw', 64],
  ['NG-VSPC\\k.brandt', 'Site inventory', 'AK', 'ro', 60],
  ['harbour_sec', 'Harbourline SIEM feed', 'AA', 'ro', 47],
  ['harbour_owner', 'Harbourline invoices', 'AK', 'ro', 45],
  ['alder_admin', 'ServiceNow CMDB import', 'AA', 'ro', 42],
  ['alder_admin', 'Alder nightly digest', 'AK', 'ro', 40, 'off'],
  ['bexley_admin', 'Bexley MDM sync', 'AA', 'rw', 30, 'off'],
  ['NG-VSPC\\svc-psa', 'ConnectWise time entries', 'AK', 'rw', 21],
  ['NG-VSPC\\svc-scripts', 'Terraform state reader', 'AK', 'ro', 6],
  ['NG-VSPC\\s.iyer', 'Capacity forecast notebook', 'AK', 'ro', 4],
  ['NG-VSPC\\m.lindqvist', 'PSA sync', 'AK', 'rw', 3, 'off'],
  ['NG-VSPC\\m.lindqvist', 'PSA sync 2', 'AK', 'rw', 1],
]

let used = 0

export const demoKeys: readonly PlannedKey[] = lines.map(
  ([owner, description, kind, access, ageDays, state]): PlannedKey => {
    const scopes: readonly LoginScope[] = state === 'plugin' ? ['integration'] : ['rest']
    const modulus = kind === 'AA' ? demoModuli[used++] : undefined
    return {
      owner,
      description,
      kind,
      readOnly: access === 'ro',
      scopes,
      isOff: state === 'off',
      ageDays,
      ...(modulus === undefined ? {} : { modulus }),
    }
  },
)
