// Installs (as root) or names (as anyone else) the system packages that tests and tour need, and nothing else.
import { main } from './lib/run.mjs'
import { smokeNeeds } from './setup/system.mjs'
import { ensureSystem } from './setup.mjs'

await main(() => ensureSystem({ full: true, also: smokeNeeds }))
