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

export const signInErrors = {
  'credentials-wrong': (detail) => {
    if (detail.otherPerson === true) return otherPerson(detail)
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
  forbidden: ({ action }) =>
    action === 'activity-log'
      ? {
          title: 'Your role may not read the console’s log',
          meaning: 'Only a Portal Administrator or Site Administrator of the provider may read it.',
          next: 'Ask one of them what it says, or sign in as one.',
        }
      : {
          title: 'Your role does not allow this',
          meaning: 'The console refused it. Nothing was changed.',
          next: 'Ask an administrator of your organization to do it, or to change your role.',
        },
} satisfies Partial<Record<FailureCode, Words>>
