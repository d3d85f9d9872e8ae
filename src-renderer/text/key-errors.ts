// Words for failures of working with keys.

import type { FailureCode, FailureDetail } from '../../src-shared/errors'
import { isolatedText } from '../../src-shared/neutral-text'
import { byReason, type ErrorText, say, type Words } from './error-words'

const publicKey = (title: string, meaning: string, next: string): ErrorText => ({ title, meaning, next })

function publicKeyWords(detail: FailureDetail): ErrorText {
  if (detail.reason === 'private-key')
    return publicKey(
      'That is a private key',
      'It was discarded and not sent.',
      'Paste the public half: it has no d, p or q, and no PRIVATE in its first line.',
    )
  if (detail.reason === 'not-rsa')
    return publicKey(
      'Only RSA keys are accepted',
      'The console knows no other kind for Advanced keys.',
      'Make an RSA pair of 2048 bits or more, or let Keywright generate one.',
    )
  if (detail.reason === 'too-weak')
    return publicKey(
      typeof detail.bits === 'number' ? `${detail.bits} bits is too weak` : 'The key is too weak',
      'Such keys can be broken.',
      'Use 2048 bits or more.',
    )
  if (detail.reason === 'too-large')
    return publicKey(
      typeof detail.bits === 'number' ? `${detail.bits} bits is too large` : 'The key is too large',
      'The console may refuse it, and it makes sign-ins slow.',
      'Use 2048, 3072 or 4096 bits.',
    )
  return publicKey(
    'This is not a public key that can be read',
    'Known forms are XML (RSAKeyValue), PEM, JWK and ssh-rsa.',
    'Paste the whole text of the public key, with its first and last line.',
  )
}

const isCreating = say(
  'Another key is being created',
  'Only one key can be created at a time, so that none is lost.',
  'Finish or end the other one first.',
)
const stationKeyBusy = say(
  'This computer’s key is being changed',
  'Setting it up, replacing or withdrawing it is still under way.',
  'Wait until it is done.',
)
/** On the lock screen. */
export const waitsForUnlock = say(
  'A new private key is not stored yet',
  'Ending Keywright or signing out now would lose it.',
  'Unlock to store it. After ten minutes at most it is given up and listed under Needs attention.',
)

export const keyErrors = {
  'not-found': say(
    'It is no longer there',
    'The console does not know it any more; someone may have deleted it.',
    'Refresh the list.',
  ),
  conflict: say(
    'The console refused it because of another change',
    'Someone changed the same thing at the same time. Nothing was done.',
    'Refresh the list, then try again.',
  ),
  'request-refused': (detail) => ({
    title: 'The console refused the request',
    meaning:
      typeof detail.consoleText === 'string' && detail.consoleText !== ''
        ? `It says: ${isolatedText(detail.consoleText)}`
        : 'It did not say why. Nothing was changed.',
    next: 'Check what you entered, then try again.',
  }),
  'changed-meanwhile': byReason(
    {
      consoles: {
        title: 'The list of consoles was changed meanwhile',
        meaning: 'A console was added or removed since you saw it. Nothing was done.',
        next: 'Look at the list as it is now, then try again.',
      },
      certificate: {
        title: 'The certificate was changed meanwhile',
        meaning: 'The console shows another one than the one that you saw. Nothing was trusted.',
        next: 'Review the certificate that it shows now, then decide again.',
      },
      import: {
        title: 'Another file was chosen meanwhile',
        meaning: 'What you saw is not what would be imported now. Nothing was added.',
        next: 'Choose the file again.',
      },
      attention: {
        title: 'It was decided meanwhile',
        meaning: 'What became of the key is known by now, or other keys fit than those that you saw.',
        next: 'Look at Needs attention as it is now, then decide again.',
      },
    },
    {
      title: 'The key was changed meanwhile',
      meaning: 'It is not the same as the one that you saw. Nothing was done.',
      next: 'Look at the refreshed list, then decide again.',
    },
  ),
  'not-a-key': say(
    'This is not an API key',
    'The console has something else under this id. Nothing was done.',
    'Refresh the list.',
  ),
  'not-applied': say(
    'The console did not apply the change',
    'It answered without an error, but the key is as it was.',
    'Try again. If it happens every time, make the change in the console itself.',
  ),
  'description-in-use': (detail) => ({
    title: 'You already use this description',
    meaning: 'Two keys of one owner may not be called the same: recovery after a failure finds a key by it.',
    next:
      typeof detail.proposal === 'string' && detail.proposal !== ''
        ? `Try “${isolatedText(detail.proposal)}”.`
        : 'Choose another one.',
  }),
  'public-key-invalid': (detail) => publicKeyWords(detail),
  'key-file-invalid': byReason(
    {
      empty: {
        title: 'There is no key in it',
        meaning: 'It is empty.',
        next: 'Choose the file that you saved, or copy the key first.',
      },
      'not-simple': {
        title: 'This is not a Simple key',
        meaning: 'It is the private half of an Advanced key. Nothing was sent.',
        next: 'Choose Advanced key above, or another file.',
      },
      'not-advanced': {
        title: 'This is not an Advanced key',
        meaning: 'It is one line of text, as Simple keys are. Nothing was sent.',
        next: 'Choose Simple key above, or a file with XML or PEM.',
      },
      'too-large': {
        title: 'This is too large for a key',
        meaning: 'A private key has a few thousand characters at most. Nothing was read further.',
        next: 'Choose the file that you saved.',
      },
    },
    {
      title: 'No private key was found in it',
      meaning: 'It is neither a Simple key nor an RSA private key as XML or PEM.',
      next: 'Choose the file that you saved, or copy the key first.',
    },
  ),
  busy: (detail) => {
    if (detail.stationKey === true) return stationKeyBusy(detail)
    return detail.locked === true ? waitsForUnlock(detail) : isCreating(detail)
  },
  'reveal-spent': say(
    'This private key can no longer be shown',
    'It was handed out or destroyed already. It exists nowhere in Keywright.',
    'If it is not stored, delete the key and create another one.',
  ),
} satisfies Partial<Record<FailureCode, Words>>
