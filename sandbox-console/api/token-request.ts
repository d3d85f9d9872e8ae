// `POST /token`: a form in, tokens out, OAuth errors.
import { isKnownGrant, issueTokens, type TokenForm, type TokenReply } from '../access/grants'
import type { ConsoleState } from '../console-state'
import { knows36 } from '../version'
import type { Definition } from './definition'
import type { SandboxRequest } from './exchange'
import { mediaTypeOf } from './read-call'
import { oauthRefusal, wrongMediaType } from './refusal'

const words: Readonly<Record<string, boolean>> = { true: true, false: false }

function readForm(body: Buffer): Record<string, unknown> {
  const form: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    // A form has no booleans; a word that is none stays text and is refused by the schema.
    form[name] = name === 'readOnly' ? (words[value] ?? value) : value
  }
  return form
}

export async function answerToken(
  state: ConsoleState,
  definition: Definition,
  request: SandboxRequest,
): Promise<TokenReply> {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') throw wrongMediaType()
  const form = readForm(request.body)
  if (form.grant_type === undefined) throw oauthRefusal('invalid_request', 'The grant type is missing.')
  if (!isKnownGrant(form.grant_type)) {
    throw oauthRefusal('unsupported_grant_type', 'The grant type is not known.')
  }
  const checked = definition.validate({
    method: request.method,
    pathname: request.target.split('?')[0] ?? '',
    query: {},
    headers: request.headers,
    body: form,
  })
  if ('where' in checked) throw oauthRefusal('invalid_request', 'A field is missing or wrong.')
  const { readOnly: _, ...older } = form
  return issueTokens(state, (knows36(state.version) ? form : older) as unknown as TokenForm)
}
