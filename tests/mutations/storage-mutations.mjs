// Breaks what guards the credential store, the files of the profile, saved keys and the clipboard.
import { component, e2e, flow, unit } from './suites.mjs'

export const storageMutations = [
  {
    name: 'credential-store module not compared with its hash',
    file: 'src-main/vault/keytar-module.ts',
    find: "=== keytarHashes[target] ? null : 'altered'",
    replace: "=== '' ? 'altered' : null",
    suite: unit('vault/keytar-module.test.ts'),
  },
  {
    name: "credential-store module taken by the package's own loader",
    file: 'src-main/vault/keytar-module.ts',
    find: '    loaded = own(file)',
    replace: "    loaded = own('keytar')",
    suite: unit('vault/keytar-module.test.ts'),
  },
  {
    name: 'credential-store module: what it loads is not in its digest on macOS',
    file: 'src-main/vault/module-digest.ts',
    find: 'for (const one of commands) hash.update(one)',
    replace: "if (commands.length === 0) return ''",
    suite: unit('vault/module-digest.test.ts'),
  },
  {
    name: 'null of a locked credential store taken for absent',
    file: 'src-main/vault/keyring.ts',
    find: '    if (raw.value === null) return absentIfUsable()\n    const item = readItem(raw.value)',
    replace: "    if (raw.value === null) return { kind: 'absent' }\n    const item = readItem(raw.value)",
    suite: unit('vault/keyring.test.ts'),
  },
  {
    name: 'two who try the credential store at once disturb each other',
    file: 'src-main/vault/keyring.ts',
    find: 'lastProbe.then(probeNow, probeNow)',
    replace: 'probeNow()',
    suite: unit('vault/keyring.test.ts'),
  },
  {
    name: 'calls to a hanging credential store pile up',
    file: 'src-main/vault/keyring-call.ts',
    find: "if (hanging > 0) return { kind: 'unavailable', why: 'not-answering' }",
    replace: '',
    suite: unit('vault/keyring.test.ts'),
  },
  {
    name: 'no watchdog over the credential store',
    file: 'src-main/vault/keyring-call.ts',
    find: "        hanging += 1\n        resolve({ kind: 'unavailable', why: 'not-answering' })",
    replace: '',
    suite: unit('vault/keyring.test.ts'),
  },
  {
    name: 'a hanging credential store keeps the process alive',
    file: 'src-main/ending.ts',
    find: 'if (deps.isHanging()) deps.kill()',
    replace: '',
    suite: unit('ending.test.ts'),
  },
  {
    name: 'parts of a long credential written over the old ones',
    file: 'src-main/vault/keyring.ts',
    find: "    const generation = oldGeneration === 'a' ? 'b' : 'a'",
    replace: "    const generation = oldGeneration === 'a' ? 'a' : 'b'",
    suite: unit('vault/keyring.test.ts'),
  },
  {
    name: 'credential of another device used',
    file: 'src-main/vault/credentials.ts',
    find: 'if (parsed.success && parsed.data.deviceId === deviceId) return',
    replace: 'if (parsed.success) return',
    suite: unit('vault/vault.test.ts'),
  },
  {
    name: 'sign-in used again that the credential store did not let go of',
    file: 'src-main/vault/vault.ts',
    find: "kept === 'keyring' && owed.has(connectionId) ? null : open.read(connectionId)",
    replace: 'open.read(connectionId)',
    suite: unit('vault/vault.test.ts'),
  },
  {
    name: 'sign-out without a credential store forgotten when it is back',
    file: 'src-main/vault/vault.ts',
    find: "if (outcome === 'removed' && kept === 'keyring') await",
    replace: "if (outcome === 'removed') await",
    suite: unit('vault/vault.test.ts'),
  },
  {
    name: 'sign-out noted only when the credential store has answered',
    file: 'src-main/vault/vault.ts',
    find: `      await owed.owe(connectionId)
      const { kept, credentials: open } = await afterOpening()
      const outcome = await open.remove(connectionId)
`,
    replace: `      const { kept, credentials: open } = await afterOpening()
      const outcome = await open.remove(connectionId)
      await owed.owe(connectionId)
`,
    suite: unit('vault/vault.test.ts'),
  },
  {
    name: 'settings: links and files of others read',
    file: 'src-main/settings/settings-file.ts',
    find: "if (!isOwnFile(file)) return { content: defaults, state: 'broken' }",
    replace: '',
    suite: unit('settings/settings.test.ts'),
  },
  {
    name: 'settings: a damaged file is replaced, not kept',
    file: 'src-main/settings/settings.ts',
    find: 'const kept = setAside(file, setAsideName(file, now()))',
    replace: "const kept = 'settings.json'",
    suite: unit('settings/settings.test.ts'),
  },
  {
    name: 'sealed file: the old one removed before the new one is there',
    file: 'src-main/storage/durable-file.ts',
    find: 'await calls.rename(temporary, file)',
    replace: 'await calls.rm(file, { force: true })\n    await calls.rename(temporary, file)',
    suite: unit('storage/sealed-file.test.ts'),
  },
  {
    name: 'half a saved key stays after a failure',
    file: 'src-main/storage/save-as.ts',
    find: 'const removed = await removePartial(file, handle, unlinkFile)',
    replace: 'const removed = file === unlinkFile.name',
    suite: unit('storage/save-as.test.ts'),
  },
  {
    name: "somebody else's file removed in place of the half one",
    file: 'src-main/storage/save-as.ts',
    find: 'if (there.ino !== own.ino || there.dev !== own.dev) return false',
    replace: '',
    suite: unit('storage/save-as.test.ts'),
  },
  {
    name: 'private key saved to a device name',
    file: 'src-main/storage/odd-names.ts',
    find: "platform === 'win32' && (isDeviceName(fileName) || /[ .]$/.test(fileName))",
    replace: "platform === 'win32' && fileName === ''",
    suite: unit('storage/save-as.test.ts'),
  },
  {
    name: 'place of a save not recorded before the file',
    file: 'src-main/creation/frame-host.ts',
    find: 'await runs().note(live, { saving: {',
    replace: 'void ({ saving: {',
    suite: flow('creation/reveal-once.test.ts'),
  },
  {
    name: 'no warning about a copied folder',
    file: 'src-renderer/reveal/reveal-text.ts',
    find: 'if (copiedBy === undefined || copiedBy === null) return place',
    replace: "if (copiedBy !== '') return place",
    suite: component('reveal/reveal.test.ts'),
  },
  {
    name: 'answer of a create keeps its secret in memory',
    file: 'src-main/log/secret-cell.ts',
    find: '    source.fill(0)',
    replace: '',
    suite: unit('console/carve-memory.test.ts'),
  },
  {
    name: 'secret cell in the shared pool',
    file: 'src-main/log/secret-cell.ts',
    find: 'Buffer.allocUnsafeSlow(source.length)',
    replace: 'Buffer.allocUnsafe(source.length)',
    suite: unit('log/secret-cell.test.ts'),
  },
  {
    name: 'exception inside the cell leaves it full',
    file: 'src-main/log/secret-cell.ts',
    find: '    } catch (error) {\n      this.wipe()',
    replace: '    } catch (error) {',
    suite: unit('log/secret-cell.test.ts'),
  },
  {
    name: 'key on the clipboard after a crash stays',
    file: 'src-main/creation/resume.ts',
    find: 'const outcome = await clipboard.clearLeft(record.copiedHmac)',
    replace:
      "const outcome: 'cleared' | 'not-ours' | 'failed' = record.copiedHmac === '' ? 'cleared' : 'not-ours'",
    suite: e2e('clipboard.spec.ts', 'kill -9 leaves on the clipboard'),
  },
  {
    name: 'X11 selection keeps a copied key',
    file: 'src-main/creation/clipboard.ts',
    find: '        const selection = system.marks ? null : await system.readSelection()\n        if (selection !== null && isMark(selection, mark)) await system.clearSelection()\n        return kept',
    replace: '        return kept',
    suite: unit('creation/clipboard.test.ts'),
  },
]
