// The steps of signing in with a password: refusals, back-off, and the verification code where one is asked for.
import type { SessionState } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { TokenAnswer, TokenForm } from '../console/token'
import type { BackOff } from './back-off'
import { isRefusal, type Tokens } from './tokens'

type Sign = SessionState['sign']

interface Deps {
  readonly api: Pick<ConsoleApi, 'token'>
  readonly connections: Connections
  readonly backOff: BackOff
  readonly sign: (connectionId: string) => Sign
  readonly setSign: (connectionId: string, sign: Sign) => void
  readonly reach: { online(connectionId: string): void; learn(connectionId: string, error: unknown): void }
  /** Takes over the tokens of a finished sign-in. */
  readonly finish: (connectionId: string, tokens: Tokens, userName: string, stay: boolean) => Promise<void>
}

export interface PasswordForm {
  readonly connectionId: string
  /** `DOMAIN\user`, `Organization\user` or a plain name, exactly as typed. */
  readonly userName: string
  readonly password: string
  /** Keep the refresh token in the credential store. */
  readonly stay: boolean
}

interface PendingCode {
  readonly mfaToken: string
  readonly userName: string
  readonly stay: boolean
  readonly attemptsLeft: number
  /** What the state is again when the step ends without a sign-in: whoever gives up a code has signed out of nothing. */
  readonly before: Sign
}

const codeAttempts = 3
const signedOut = { kind: 'signed-out', reason: 'signed-out' } as const

export function createSignIn({ api, connections, backOff, sign, setSign, reach, finish }: Deps) {
  const pending = new Map<string, PendingCode>()

  /** null: this step was refused. Failures of the network pass through. */
  async function step(connectionId: string, form: TokenForm): Promise<TokenAnswer | null> {
    try {
      const answer = await api.token(connections.target(connectionId), form)
      reach.online(connectionId)
      return answer
    } catch (error) {
      if (isRefusal(error)) {
        reach.online(connectionId)
        return null
      }
      reach.learn(connectionId, error)
      throw error
    }
  }

  function beforeStep(connectionId: string): Sign {
    const now = sign(connectionId)
    return pending.get(connectionId)?.before ?? (now.kind === 'signed-out' ? now : signedOut)
  }

  function wait(connectionId: string, code: PendingCode): void {
    pending.set(connectionId, code)
    setSign(connectionId, {
      kind: 'code-needed',
      userName: code.userName,
      attemptsLeft: code.attemptsLeft,
    })
  }

  return {
    async signIn({ connectionId, userName, password, stay }: PasswordForm): Promise<void> {
      const { origin } = connections.get(connectionId)
      await backOff.beforeAttempt(origin, userName)
      const answer = await step(connectionId, { grant_type: 'password', username: userName, password })
      if (answer === null) {
        backOff.failed(origin, userName)
        // Company users sign in as `Organization\user`; for them REST access may be the cause (vspc-rest.md 9.2).
        throw new AppError('credentials-wrong', { companyUser: userName.includes('\\') })
      }
      if (answer.kind === 'challenge') throw new AppError('bad-response', { reason: 'no-token' })
      if (answer.kind === 'code-needed')
        return wait(connectionId, {
          mfaToken: answer.mfaToken,
          userName,
          stay,
          attemptsLeft: codeAttempts,
          before: beforeStep(connectionId),
        })
      await finish(connectionId, answer, userName, stay)
      backOff.succeeded(origin, userName)
    },

    async answerCode(connectionId: string, code: string): Promise<void> {
      const asked = pending.get(connectionId)
      if (asked === undefined) throw new AppError('signed-out')
      const form = {
        grant_type: 'mfa',
        mfa_token: asked.mfaToken,
        mfa_code: code.replace(/\s/g, ''),
      } as const
      const answer = await step(connectionId, form)
      if (answer?.kind === 'tokens') {
        await finish(connectionId, answer, asked.userName, asked.stay)
        pending.delete(connectionId)
        backOff.succeeded(connections.get(connectionId).origin, asked.userName)
        return
      }
      const attemptsLeft = asked.attemptsLeft - 1
      if (attemptsLeft === 0) {
        pending.delete(connectionId)
        backOff.failed(connections.get(connectionId).origin, asked.userName)
        setSign(connectionId, asked.before)
      } else {
        const mfaToken = answer?.kind === 'code-needed' ? answer.mfaToken : asked.mfaToken
        wait(connectionId, { ...asked, mfaToken, attemptsLeft })
      }
      throw new AppError('code-wrong', { attemptsLeft })
    },

    cancelCode(connectionId: string): void {
      const asked = pending.get(connectionId)
      if (asked === undefined) return
      pending.delete(connectionId)
      setSign(connectionId, asked.before)
    },

    forget: (connectionId: string) => void pending.delete(connectionId),
  }
}
