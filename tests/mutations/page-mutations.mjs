// Breaks what guards private keys in the page and in the script of the reveal frame.
import { component } from './suites.mjs'

export const pageMutations = [
  {
    name: 'key doctor: a secret in a description leaves by the clipboard',
    file: 'src-renderer/doctor/doctor-message.ts',
    find: "looksSecret(text) ? '(withheld: it looks like a secret)' : shortNeutralText(text, mostCharacters)",
    replace: 'looksSecret("") ? "" : shortNeutralText(text, mostCharacters)',
    suite: component('keys/key-doctor.test.tsx'),
  },
  {
    name: 'own public key: private key not detected (page)',
    file: 'src-renderer/create-key/own-public-key.tsx',
    find: 'if (findPrivateKey(area.value) !== null) return secret()',
    replace: '',
    suite: component('create-key/own-public-key.test.tsx'),
  },
  {
    name: 'own public key: private key enters the field before it is wiped',
    file: 'src-renderer/create-key/own-public-key.tsx',
    find: '      event.preventDefault()\n      element.value',
    replace: '      element.value',
    suite: component('create-key/own-public-key.test.tsx'),
  },
  {
    name: 'own public key: dropped private key taken',
    file: 'src-renderer/create-key/own-public-key.tsx',
    find: 'if (findPrivateKey(value) !== null) return onSecret()',
    replace: '',
    suite: component('create-key/own-public-key.test.tsx'),
  },
  {
    name: 'description: private key kept in the field',
    file: 'src-renderer/create-key/details-step.tsx',
    find: 'findPrivateKey(description) === null',
    replace: 'description !== null',
    suite: component('create-key/draft.test.tsx'),
  },
  {
    name: 'frame: nonce stays in the document',
    file: 'src-renderer/reveal/reveal.ts',
    find: "page.removeAttribute('data-facts')",
    replace: '',
    suite: component('reveal/reveal.test.ts'),
  },
  {
    name: 'frame: text stays open',
    file: 'src-renderer/reveal/reveal.ts',
    find: 'maskTimer = window.setTimeout(mask, maskMs)',
    replace: '',
    suite: component('reveal/reveal.test.ts'),
  },
  {
    name: 'frame: text not masked when the window loses the focus',
    file: 'src-renderer/reveal/reveal.ts',
    find: "['blur', 'beforeprint', 'pagehide']",
    replace: "['beforeprint', 'pagehide']",
    suite: component('reveal/reveal.test.ts'),
  },
  {
    name: 'frame: text can be copied by hand',
    file: 'src-renderer/reveal/reveal.ts',
    find: "['copy', 'cut', 'dragstart', 'contextmenu', 'selectstart']",
    replace: "['cut', 'dragstart', 'contextmenu', 'selectstart']",
    suite: component('reveal/reveal.test.ts'),
  },
  {
    name: 'frame: text stays after the end',
    file: 'src-renderer/reveal/reveal.ts',
    find: '  isOver = true\n  texts.clear()\n  mask()',
    replace: '  isOver = true',
    suite: component('reveal/reveal.test.ts'),
  },
  {
    name: 'needs attention: wizard opens although the revoke failed',
    file: 'src-renderer/keys/attention-dialog.tsx',
    find: "if (outcome.kind === 'done') onSettled(",
    replace: 'onSettled(',
    suite: component('keys/attention.test.tsx'),
  },
  {
    name: 'needs attention: key of another owner made anew',
    file: 'src-renderer/keys/attention.tsx',
    find: 'ownerOnly(entry, userName) ?? of(entry)',
    replace: 'of(entry)',
    suite: component('keys/attention.test.tsx'),
  },
]
