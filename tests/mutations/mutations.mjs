// The protections that must not go unnoticed: each is broken by one change, and one suite has to turn red.

import { activityMutations } from './activity-mutations.mjs'
import { connectionMutations } from './connection-mutations.mjs'
import { consoleMutations } from './console-mutations.mjs'
import { creationMutations } from './creation-mutations.mjs'
import { exportMutations } from './export-mutations.mjs'
import { hostileMutations } from './hostile-mutations.mjs'
import { journalMutations } from './journal-mutations.mjs'
import { keyMutations } from './key-mutations.mjs'
import { listMutations } from './list-mutations.mjs'
import { lockMutations } from './lock-mutations.mjs'
import { pageMutations } from './page-mutations.mjs'
import { shellMutations } from './shell-mutations.mjs'
import { signInMutations } from './sign-in-mutations.mjs'
import { storageMutations } from './storage-mutations.mjs'

/**
 * @typedef {object} Mutation
 * @property {string} name what is broken
 * @property {string} file repository path
 * @property {string} find exact text, which must stand in the file exactly once
 * @property {string} replace
 * @property {object} suite see suites.mjs
 */

/** @type {readonly Mutation[]} */
export const mutations = [
  ...activityMutations,
  ...connectionMutations,
  ...consoleMutations,
  ...creationMutations,
  ...exportMutations,
  ...hostileMutations,
  ...journalMutations,
  ...keyMutations,
  ...listMutations,
  ...lockMutations,
  ...pageMutations,
  ...shellMutations,
  ...signInMutations,
  ...storageMutations,
]
