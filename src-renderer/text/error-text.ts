// What every failure means in words: what happened, what it means, what to do next. Typed so that none can be missing.
import type { Failure, FailureCode, FailureDetail } from '../../src-shared/errors'

export interface ErrorText {
  /** What happened, without a full stop. */
  readonly title: string
  /** What it means; one sentence. */
  readonly meaning: string
  /** What the person can do; one sentence. */
  readonly next: string
}

type Words = (detail: FailureDetail) => ErrorText

const say =
  (title: string, meaning: string, next: string): Words =>
  () => ({ title, meaning, next })

/** Picks the text of `detail.reason`, or of the absent reason. */
const byReason =
  (reasons: Readonly<Record<string, ErrorText>>, otherwise: ErrorText): Words =>
  (detail) =>
    reasons[String(detail.reason)] ?? otherwise

const address = (title: string, next: string): ErrorText => ({
  title,
  meaning: 'Nothing was sent.',
  next,
})

const unreachable = (meaning: string, next: string): ErrorText => ({
  title: 'The console could not be reached',
  meaning,
  next,
})

const publicKey = (title: string, meaning: string, next: string): ErrorText => ({ title, meaning, next })

const notSaved = (meaning: string, next: string): ErrorText => ({
  title: 'The file was not saved',
  meaning,
  next,
})

export const errorWords: Readonly<Record<FailureCode, Words>> = {
  'address-invalid': byReason(
    {
      empty: address(
        'An address is needed',
        'Enter the address of the console, for example vspc.example.com.',
      ),
      scheme: address(
        'Only https addresses can be used',
        'Enter the address with https://, or without anything before the name.',
      ),
      'user-info': address(
        'The address holds a user name or password',
        'Remove the part before the @. You sign in in the next step.',
      ),
      port: address('The port cannot be used', 'Enter a port from 1 to 65535, or none for 1280.'),
      host: address(
        'This is not the name of a computer',
        'Check the name or the IP address for typing errors.',
      ),
      zone: address('Zones of IPv6 addresses cannot be used', 'Remove the part after the %, or use a name.'),
    },
    address(
      'This is not an address of a console',
      'Copy the address from the browser that shows the portal.',
    ),
  ),
  'address-insecure': say(
    'Plain http is not used',
    'Over http, anyone on the way could read your password and keys. Nothing was sent.',
    'Enter the address with https://, or without anything before the name.',
  ),
  unreachable: byReason(
    {
      dns: unreachable(
        'No computer with this name was found.',
        'Check the name for typing errors, and whether you need a VPN.',
      ),
      refused: unreachable(
        'The computer is there, but it refused the connection on this port.',
        'Check the port (1280 unless it was changed) and whether the console is running.',
      ),
      reset: unreachable(
        'The connection was ended in the middle.',
        'Try again. If it happens every time, ask whoever runs the network about a firewall.',
      ),
      proxy: unreachable(
        'The proxy of this computer did not let the connection through.',
        'Check the proxy settings of the system, or ask whoever runs the network.',
      ),
    },
    unreachable('There was no answer from the network.', 'Check your connection, then try again.'),
  ),
  timeout: (detail) => ({
    title: 'The console did not answer in time',
    meaning:
      typeof detail.seconds === 'number'
        ? `Nothing came back within ${detail.seconds} seconds.`
        : 'Nothing came back.',
    next: 'Try again. If it happens every time, ask the console’s administrator whether it is overloaded.',
  }),
  'tls-untrusted': say(
    'The certificate is not trusted',
    'No authority that this computer knows vouches for this console. Nothing was sent.',
    'Compare the fingerprint with the console’s administrator before you trust it.',
  ),
  'tls-changed': say(
    'The certificate has changed',
    'The console shows another certificate than the one you trusted. Nothing was sent.',
    'Review the new certificate and compare it with the console’s administrator.',
  ),
  'tls-failed': say(
    'No secure connection could be made',
    'Something answered, but it does not speak HTTPS in a way that can be trusted.',
    'Check the port. An address that works in the browser with https:// works here too.',
  ),
  'not-a-console': say(
    'This is not a Service Provider Console',
    'Something answered at this address, but not the REST API of the console.',
    'Check the port: the REST API answers on 1280 unless it was changed.',
  ),
  'bad-response': say(
    'The console’s answer could not be read',
    'It was not what the REST API describes, so it was not used.',
    'Try again. If it happens every time, tell your administrator the details below.',
  ),
  'server-fault': say(
    'The console reported a fault of its own',
    'It could not carry out the request.',
    'Try again in a few minutes. If it goes on, tell the console’s administrator.',
  ),
  'rate-limited': (detail) => ({
    title: 'The console asks for a pause',
    meaning: 'It had too many requests, from here or from others.',
    next:
      typeof detail.retryAfterSeconds === 'number'
        ? `Try again in ${detail.retryAfterSeconds} seconds.`
        : 'Try again in a minute.',
  }),
  'credentials-wrong': (detail) => ({
    title: 'The sign-in was refused',
    meaning:
      detail.companyUser === true
        ? 'The user name or password is wrong, or REST access is switched off for your company.'
        : 'The user name or password is wrong, or the account is disabled.',
    next:
      detail.companyUser === true
        ? 'Check both and try again. If you are sure of them, ask your service provider whether REST access is on.'
        : 'Check both and try again. Provider accounts are written DOMAIN\\user.',
  }),
  'code-wrong': (detail) => ({
    title: 'The code was not accepted',
    meaning: 'It is mistyped, or its time had passed.',
    next:
      typeof detail.attemptsLeft === 'number' && detail.attemptsLeft > 0
        ? `Enter the code that is shown now; ${attempts(detail.attemptsLeft)} left. If right codes fail, check the clock of your phone.`
        : 'Sign in again with your password. If right codes fail, check the clock of your phone.',
  }),
  'sign-in-over': say(
    'Your sign-in has ended',
    'The console no longer accepts it. What you see is the last list that was read.',
    'Sign in again to go on.',
  ),
  'signed-out': say(
    'You are not signed in',
    'This needs a sign-in. Nothing was done.',
    'Sign in, then try again.',
  ),
  forbidden: say(
    'Your role does not allow this',
    'The console refused it. Nothing was changed.',
    'Ask an administrator of your organisation to do it, or to change your role.',
  ),
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
        ? `It says: ${detail.consoleText}`
        : 'It did not say why. Nothing was changed.',
    next: 'Check what you entered, then try again.',
  }),
  'changed-meanwhile': say(
    'The key was changed meanwhile',
    'It is not the same as the one that you saw. Nothing was done.',
    'Look at the refreshed list, then decide again.',
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
        ? `Try “${detail.proposal}”.`
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
  busy: say(
    'Another key is being created',
    'Only one key can be created at a time, so that none is lost.',
    'Finish or end the other one first.',
  ),
  'reveal-spent': say(
    'This private key can no longer be shown',
    'It was handed out or destroyed already. It exists nowhere in Keywright.',
    'If it is not stored, delete the key and create another one.',
  ),
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
}

const attempts = (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`)

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

function savedWords(detail: FailureDetail): ErrorText {
  const partial = typeof detail.partialFile === 'string' && detail.partialFile !== ''
  const rest = partial ? ` A part of it may be in ${detail.partialFile}: delete that file.` : ''
  if (detail.reason === 'exists')
    return notSaved('There is a file of this name already; it was not touched.', 'Choose another name.')
  if (detail.reason === 'denied')
    return notSaved(`You may not write in this folder.${rest}`, 'Choose another folder.')
  if (detail.reason === 'disk-full')
    return notSaved(`The disk is full.${rest}`, 'Make room, or choose another disk.')
  return notSaved(`The disk reported an error.${rest}`, 'Choose another folder or disk.')
}

export function errorText(failure: Failure): ErrorText {
  return errorWords[failure.code](failure.detail)
}

/** One line for a status or a row: what happened and what to do. */
export function errorLine(failure: Failure): string {
  const { title, next } = errorText(failure)
  return `${title}. ${next}`
}

/** Plain text for Copy details: code, labels and trace, nothing that a person typed. */
export function errorDetails(failure: Failure): string {
  const labels = Object.entries(failure.detail).map(([name, value]) => `${name}: ${value}`)
  return [`code: ${failure.code}`, ...labels, `trace: ${failure.trace}`].join('\n')
}
