// Words for failures of signing in and of what a role may do.
import type { FailureCode } from '../../src-shared/errors'
import { say, type Words } from './error-words'

const attempts = (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`)

/** On the lock screen: the name belongs to another account now. */
const otherPerson = say(
  'This is another account',
  'The console knows this name as somebody else than the person who was signed in here.',
  'Sign out, then sign in as yourself.',
)

/** On the lock screen: a key of somebody else. */
const otherKey = say(
  'This key belongs to another person',
  'Only the person who was signed in here can unlock.',
  'Choose a key of your own, or sign out.',
)

/** On the lock screen: only the password can be typed. */
const notUnlocked = say(
  'The password was refused',
  'It is mistyped, or the account is disabled.',
  'Type it again. If it is right, sign out and sign in anew.',
)

const refused: Words = (detail) => ({
  title: 'The sign-in was refused',
  meaning:
    detail.companyUser === true
      ? 'The user name or password is wrong, or REST access is switched off for your company.'
      : 'The user name or password is wrong, or the account is disabled.',
  next:
    detail.companyUser === true
      ? 'Check both and try again. If you are sure of them, ask your service provider whether REST access is on.'
      : 'Check both and try again. Provider accounts are written DOMAIN\\user.',
})

const simpleKey = say(
  'The key was refused',
  'It is not a key of this console, it is disabled, or REST access is switched off for your company.',
  'Check that it belongs to this console and is enabled.',
)

const advancedKey: Words = (detail) =>
  detail.reason === 'challenge'
    ? {
        title: 'The console could not be answered',
        meaning: 'Its question to this key could not be read, which says nothing about the key.',
        next: 'Try again. If it happens every time, sign in with a Simple key or a password.',
      }
    : {
        title: 'The key was refused',
        meaning:
          'The console does not know it as an Advanced key for 3rd party integrations, it is disabled, or REST access is switched off for your company.',
        next: 'Check that it belongs to this console and is enabled.',
      }

const stationKey = say(
  'This computer’s key was refused',
  'It was disabled or deleted on the console, your account is disabled, or REST access is switched off.',
  'Sign in in another way. Then enable the key, or set it up anew.',
)

const keyInDoubt = say(
  'It is not known whether the console made the key',
  'The console does not show it and may still make it. The private half is kept in the credential store of this computer, so nothing is lost.',
  'Keywright looks again at each sign-in. You can also press the button again; Withdraw forgets it a day after it was asked for.',
)

const keyOfOther = say(
  'It is not known whether the key is gone',
  'The key of this computer belongs to somebody else, and what the console lists for you need not show it. It is kept here.',
  'Let its owner withdraw it here, or delete it on the console.',
)

const byWay: Readonly<Record<string, Words>> = {
  'simple-key': simpleKey,
  'advanced-key': advancedKey,
  'station-key': stationKey,
}

const readOnlyKey = say(
  'You are signed in with a read-only key',
  'It can read the list and change nothing. Nothing was changed.',
  'Sign in with a password, or with a key that may make changes.',
)

export const signInErrors = {
  'credentials-wrong': (detail) => {
    if (detail.otherPerson === true) return detail.way === undefined ? otherPerson(detail) : otherKey(detail)
    const words = typeof detail.way === 'string' ? byWay[detail.way] : undefined
    if (words !== undefined) return words(detail)
    return detail.locked === true ? notUnlocked(detail) : refused(detail)
  },
  'code-wrong': (detail) => ({
    title: 'The code was not accepted',
    meaning: 'It is mistyped, or its time had passed.',
    next:
      typeof detail.attemptsLeft === 'number' && detail.attemptsLeft > 0
        ? `Enter the code that is shown now; ${attempts(detail.attemptsLeft)} left. If right codes fail, check the clock of your phone.`
        : 'Sign in again with your password. If right codes fail, check the clock of your phone.',
  }),
  'station-key-refused': (detail) => ({
    title: 'The new key did not work',
    meaning:
      detail.revoked === true
        ? 'The console did not let it in, so it was deleted again. Nothing has changed.'
        : 'The console did not let it in, and it could not be deleted either. It is still on the console.',
    next:
      detail.revoked === true
        ? 'Check that REST access is on for your company, then try again.'
        : 'Press Withdraw to delete it, or delete it in the list of keys.',
  }),
  'station-key-in-doubt': (detail) => (detail.otherOwner === true ? keyOfOther : keyInDoubt)(detail),
  locked: say('Keywright is locked', 'Nothing was done.', 'Unlock it by signing in again.'),
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
  forbidden: ({ action, readOnly }) => {
    if (readOnly === true) return readOnlyKey({})
    return action === 'activity-log'
      ? {
          title: 'Your role may not read the console’s log',
          meaning: 'Only a Portal Administrator or Site Administrator of the provider may read it.',
          next: 'Ask one of them what it says, or sign in as one.',
        }
      : {
          title: 'Your role does not allow this',
          meaning: 'The console refused it. Nothing was changed.',
          next: 'Ask an administrator of your organization to do it, or to change your role. A key that you signed in with may also be read-only.',
        }
  },
} satisfies Partial<Record<FailureCode, Words>>
