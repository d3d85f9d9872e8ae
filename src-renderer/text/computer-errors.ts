// Words for failures of this computer and of Keywright itself.
import type { FailureCode, FailureDetail } from '../../src-shared/errors'
import { type ErrorText, say, type Words } from './error-words'

const notSaved = (meaning: string, next: string): ErrorText => ({
  title: 'The file was not saved',
  meaning,
  next,
})

function savedWords(detail: FailureDetail): ErrorText {
  const partial = typeof detail.partialFile === 'string' && detail.partialFile !== ''
  const rest = partial ? ` A part of it may be in ${detail.partialFile}: delete that file.` : ''
  if (detail.reason === 'exists')
    return notSaved('There is a file of this name already; it was not touched.', 'Choose another name.')
  if (detail.reason === 'denied')
    return notSaved(`You may not write in this folder.${rest}`, 'Choose another folder.')
  if (detail.reason === 'disk-full')
    return notSaved(`The disk is full.${rest}`, 'Make room, or choose another disk.')
  if (detail.reason === 'name')
    return notSaved('The system does not take this name.', 'Choose a short, ordinary name.')
  return notSaved(`The disk reported an error.${rest}`, 'Choose another folder or disk.')
}

export const computerErrors = {
  'clipboard-failed': say(
    'Nothing was copied',
    'The clipboard of this computer did not take the text.',
    'Close programs that watch the clipboard and try again, or save to a file.',
  ),
  'save-failed': (detail) => savedWords(detail),
  'vault-unavailable': say(
    'No credential store was found',
    'Without it nothing that needs protection is kept on this computer.',
    'Start the credential store of the system (on Linux: a Secret Service such as GNOME Keyring), then restart Keywright.',
  ),
  'vault-locked': say(
    'The credential store is locked',
    'It did not open in time.',
    'Unlock it (on Linux: the login keyring), then try again.',
  ),
  'storage-failed': say(
    'Keywright could not write its own files',
    'What needs to be on disk before the next step is not, so the step was not taken.',
    'Check that the disk is not full and that your profile folder can be written, then try again.',
  ),
  cancelled: say('It was cancelled', 'Nothing more was done.', 'Start again whenever you want.'),
  'invalid-input': say(
    'Keywright refused its own request',
    'What the window sent does not fit the rules. Nothing was done.',
    'This is a fault of Keywright. Please report it with the details below.',
  ),
  internal: say(
    'Something unexpected went wrong',
    'Keywright does not know this fault. Nothing more was done.',
    'Try again. If it happens again, please report it with the details below.',
  ),
} satisfies Partial<Record<FailureCode, Words>>
