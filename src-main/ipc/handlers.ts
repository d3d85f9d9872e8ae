// One entry per call of the contract: the index of what the page can ask for, and who does it.

import type { Handlers } from '../../src-shared/contract'
import { AppError } from '../../src-shared/errors'
import type { Activity } from '../activity/activity'
import type { Connections } from '../connections/connections'
import type { Creations } from '../creation/creations'
import type { VerifyKey } from '../creation/verify-key'
import type { InventoryStore } from '../inventory/inventory'
import type { KeyChanges } from '../inventory/key-changes'
import type { Journal } from '../journal/journal'
import type { AppLock } from '../lock/app-lock'
import type { Sessions } from '../session/session-parts'
import type { SettingsStore } from '../settings/settings'
import type { StationKey } from '../station/station-key'
import type { ConnectionList } from './connection-list'
import type { ExportJournal } from './journal-export'
import type { ExportKeys } from './key-export'

export interface Parts {
  readonly connections: Connections
  readonly connectionList: ConnectionList
  readonly sessions: Sessions
  readonly inventory: InventoryStore
  readonly keyChanges: KeyChanges
  readonly activity: Activity
  readonly creations: Creations
  readonly verify: Pick<VerifyKey, 'stored'>
  readonly stationKey: Pick<StationKey, 'setUp' | 'replace' | 'withdraw' | 'forget' | 'deleted' | 'isBusy'>
  readonly settings: SettingsStore
  readonly journal: Pick<Journal, 'read' | 'verify'>
  readonly exportJournal: ExportJournal
  readonly exportKeys: ExportKeys
  readonly lock: Pick<AppLock, 'lock' | 'unlock' | 'unlockWithKey' | 'answerCode' | 'signOut'>
  readonly copyPublicText: (text: string) => Promise<void>
  readonly dismissNotice: (id: string) => void
  readonly pageReady: () => void
  readonly closeWindow: () => void
}

export function createHandlers(parts: Parts): Handlers {
  const { connections, sessions, inventory, keyChanges, creations, settings, stationKey } = parts

  /** A private key that is not stored yet belongs to this connection's sign-in: both must stay (S-53). */
  function refuseWhileCreating(connectionId: string): void {
    if (creations.isOpen(connectionId)) throw new AppError('busy')
    if (stationKey.isBusy(connectionId)) throw new AppError('busy', { stationKey: true })
  }
  const done = async (work: unknown): Promise<Record<string, never>> => {
    await work
    return {}
  }

  return {
    'connections.connect': (input) => connections.connect(input),
    'connections.edit': async ({ connectionId, ...change }) => done(connections.edit(connectionId, change)),
    'connections.order': async ({ connectionIds }) => done(connections.order(connectionIds)),
    'connections.export': async () => ({ saved: await parts.connectionList.save() }),
    'connections.chooseImport': async () => ({ preview: await parts.connectionList.choose() }),
    'connections.import': async ({ previewId }) => parts.connectionList.takeOver(previewId),
    'connections.remove': async ({ connectionId }) => {
      refuseWhileCreating(connectionId)
      await creations.signedOut()
      await stationKey.forget(connectionId)
      await sessions.forget(connectionId)
      await inventory.forget(connectionId)
      return done(connections.remove(connectionId))
    },
    'connections.trust': ({ connectionId, fingerprint256 }) =>
      done(sessions.acceptCertificate(connectionId, fingerprint256)),
    'connections.retry': ({ connectionId }) => done(sessions.retry(connectionId)),

    'session.signIn': (form) => done(sessions.signIn(form)),
    'session.signInWithKey': async (form) => ({ done: await sessions.signInWithKey(form) }),
    'session.signInWithStationKey': ({ connectionId }) => done(sessions.signInWithStationKey(connectionId)),
    'session.answerCode': ({ connectionId, code }) => done(sessions.answerCode(connectionId, code)),
    'session.cancelCode': async ({ connectionId }) => done(sessions.cancelCode(connectionId)),
    'session.signOut': async ({ connectionId }) => {
      refuseWhileCreating(connectionId)
      await sessions.signOut(connectionId)
      await creations.signedOut()
      return done(inventory.forget(connectionId))
    },

    'stationKey.setUp': ({ connectionId }) => done(stationKey.setUp(connectionId)),
    'stationKey.replace': async ({ connectionId }) => ({
      oldIsGone: await stationKey.replace(connectionId),
    }),
    'stationKey.withdraw': ({ connectionId }) => done(stationKey.withdraw(connectionId)),

    'keys.refresh': ({ connectionId }) => done(inventory.refresh(connectionId)),
    'keys.cancelRefresh': async ({ connectionId }) => done(inventory.cancel(connectionId)),
    'changes.dismiss': async ({ connectionId }) => done(inventory.dismissChanges(connectionId)),
    'keys.edit': ({ connectionId, key, description }) =>
      done(keyChanges.edit(connectionId, key, description)),
    'keys.setEnabled': async ({ connectionId, keys, enabled }) => ({
      outcomes: await keyChanges.setEnabled(connectionId, keys, enabled),
    }),
    'keys.remove': async ({ connectionId, keys }) => {
      const outcomes = await keyChanges.remove(connectionId, keys)
      const gone = outcomes.filter(({ failure }) => failure === null).map(({ id }) => id)
      await stationKey.deleted(connectionId, gone)
      return { outcomes }
    },
    'keys.verify': async ({ connectionId, key, from }) => ({
      verdict: await parts.verify.stored(connectionId, key, from),
    }),
    'keys.export': async (request) => ({ saved: await parts.exportKeys(request) }),

    'creation.generatePair': ({ connectionId, bits }) => creations.generatePair(connectionId, bits),
    'creation.forgetPair': async ({ pairId }) => done(creations.forgetPair(pairId)),
    'creation.readPublicKey': async ({ text }) => creations.readPublicKey(text),
    'creation.start': async (draft) => creations.start(draft),
    'creation.stopWaiting': async ({ opId }) => done(creations.stopWaiting(opId)),
    'creation.done': async ({ opId, copyIsStored }) => done(creations.done(opId, copyIsStored)),
    'creation.deleteKey': async ({ opId }) => done(creations.deleteKey(opId)),
    'creation.leave': async ({ opId }) => done(creations.leave(opId)),
    'creation.dismiss': async ({ opId }) => done(creations.dismiss(opId)),
    'attention.check': async ({ connectionId, opId }) => done(creations.check(connectionId, opId)),
    'attention.pick': async ({ connectionId, opId, keyId }) =>
      done(creations.pick(connectionId, opId, keyId)),
    'attention.settle': async (choice) => done(creations.settle(choice)),

    'activity.read': ({ connectionId, ...query }) => parts.activity.read(connectionId, query),

    'lock.now': () => done(parts.lock.lock('asked')),
    'lock.unlock': ({ connectionId, password }) => done(parts.lock.unlock(connectionId, password)),
    'lock.unlockWithKey': async ({ connectionId, from }) => ({
      done: await parts.lock.unlockWithKey(connectionId, from),
    }),
    'lock.answerCode': ({ code }) => done(parts.lock.answerCode(code)),
    'lock.signOut': () => done(parts.lock.signOut()),

    'journal.read': ({ filter, before, limit }) => parts.journal.read(filter, before, limit),
    'journal.verify': () => parts.journal.verify(),
    'journal.export': async ({ filter, format }) => ({ saved: await parts.exportJournal(filter, format) }),

    'settings.set': async (change) => done(settings.set(change)),
    'keys.copyPublicKey': async ({ connectionId, id }) => {
      const xml = inventory.find(connectionId, id)?.publicKey?.xml
      if (xml === undefined) throw new AppError('not-found')
      return done(parts.copyPublicText(xml))
    },
    'app.copyText': ({ text }) => done(parts.copyPublicText(text)),
    'app.dismissNotice': async ({ id }) => done(parts.dismissNotice(id)),
    'app.ready': async () => done(parts.pageReady()),
    'app.closeWindow': async () => {
      if (creations.isOpen()) throw new AppError('busy')
      return done(parts.closeWindow())
    },
  }
}
