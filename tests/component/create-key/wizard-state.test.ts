// The wizard's reducer: order of steps, what is missing, back and change keep everything, late answers are ignored.
import { describe, expect, it } from 'vitest'
import {
  effectiveReadOnly,
  effectiveScope,
  hasSomethingToLose,
  missingIn,
  publicKeyOf,
  reduceWizard,
  startWizard,
  stepsOf,
  type WizardAction,
  type WizardState,
} from '../../../src-renderer/create-key/wizard-state'

const publicKey = {
  bits: 3072,
  fingerprint256: Array.from({ length: 32 }, () => 'AB').join(':'),
  xml: '<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>',
}
const made = { pairId: '7f4df0a4-4f8b-4f0e-8f39-0d6a8c3c2f11', publicKey, tookMs: 640 }

const run = (state: WizardState, ...actions: WizardAction[]) => actions.reduce(reduceWizard, state)
const next: WizardAction = { do: 'next', missing: [] }

describe('steps', () => {
  it('leave out the key pair for a Simple key', () => {
    expect(stepsOf('simple')).toEqual(['type', 'details', 'review', 'private-key'])
    expect(stepsOf('advanced')).toContain('key-pair')
  })

  it('go forward to the review and no further: creating is not a move', () => {
    const simple = run(startWizard('simple'), next, next)
    expect(simple.step).toBe('review')
    expect(run(simple, next).step).toBe('review')
    expect(run(startWizard('advanced'), next, next).step).toBe('key-pair')
  })

  it('go back with everything kept', () => {
    const filled = run(
      startWizard('advanced'),
      next,
      { do: 'set-description', description: 'HaloPSA connector 2' },
      { do: 'set-read-only', readOnly: false },
      next,
      { do: 'pair', pair: { kind: 'ready', made } },
      next,
    )
    expect(filled.step).toBe('review')
    const back = run(filled, { do: 'back' }, { do: 'back' }, { do: 'back' }, { do: 'back' })
    expect(back).toMatchObject({ step: 'type', description: 'HaloPSA connector 2', readOnly: false })
    expect(publicKeyOf(back)).toEqual(publicKey)
  })
})

describe('what is missing', () => {
  it('stops Next, marks the step as tried and takes the focus to the first field', () => {
    const details = run(startWizard('simple'), next)
    const missing = missingIn(details, 'details', 'Enter a description so others know what uses this key.')
    const stayed = run(details, { do: 'next', missing })
    expect(stayed).toMatchObject({ step: 'details', tried: true, focus: 'description' })
  })

  it('names the pair that is still being made, or the public key that is not there', () => {
    const pair = { ...startWizard('advanced'), step: 'key-pair' } as const
    expect(missingIn(pair, 'key-pair', null)[0]?.text).toBe('Generate a key pair first.')
    expect(missingIn({ ...pair, pair: { kind: 'making', run: 1 } }, 'key-pair', null)[0]?.text).toBe(
      'The key pair is still being made.',
    )
    const own = { ...pair, pairFrom: 'own', pair: { kind: 'ready', made } } as const
    expect(missingIn(own, 'key-pair', null)[0]).toEqual({
      field: 'public-key',
      text: 'Paste a public key first.',
    })
    expect(missingIn({ ...own, own: { kind: 'read', publicKey } }, 'key-pair', null)).toEqual([])
  })
})

describe('Change', () => {
  const review = run(
    startWizard('simple'),
    next,
    { do: 'set-description', description: 'Grafana prod 2' },
    next,
  )

  it('goes to the field and returns to the review with the focus there', () => {
    const changing = run(review, { do: 'change', field: 'access' })
    expect(changing).toMatchObject({ step: 'details', focus: 'access' })
    expect(run(changing, next)).toMatchObject({ step: 'review', focus: 'access' })
  })

  it('walks through the steps again when the change asks for a key pair', () => {
    const advanced = run(review, { do: 'change', field: 'type' }, { do: 'set-type', type: 'advanced' }, next)
    expect(advanced.step).toBe('details')
    expect(run(advanced, next).step).toBe('key-pair')
  })
})

describe('the pair', () => {
  it('is not replaced by the answer of a run that was cancelled', () => {
    const making = run(startWizard('advanced'), { do: 'pair', pair: { kind: 'making', run: 2 } })
    expect(run(making, { do: 'pair', pair: { kind: 'ready', made }, run: 1 }).pair.kind).toBe('making')
    expect(run(making, { do: 'pair', pair: { kind: 'ready', made }, run: 2 }).pair.kind).toBe('ready')
    const cancelled = run(making, { do: 'pair', pair: { kind: 'none' } })
    expect(run(cancelled, { do: 'pair', pair: { kind: 'ready', made }, run: 2 }).pair.kind).toBe('none')
  })

  it('is spent after a creation that did not happen', () => {
    const ready = run(startWizard('advanced'), { do: 'pair', pair: { kind: 'ready', made } })
    const from = { keyType: 'advanced', description: 'HaloPSA', readOnly: false, scopes: ['rest'] } as const
    expect(run(ready, { do: 'resume', from: { ...from, scopes: [...from.scopes] } })).toMatchObject({
      step: 'details',
      focus: 'description',
      description: 'HaloPSA',
      readOnly: false,
      pair: { kind: 'none' },
    })
  })
})

describe('access and scope', () => {
  it('are read-only and rest by default; built-in plugins always write', () => {
    const start = startWizard('advanced')
    expect([effectiveReadOnly(start), effectiveScope(start)]).toEqual([true, 'rest'])
    const plugin = run(start, { do: 'set-scope', scope: 'integration' })
    expect([effectiveReadOnly(plugin), effectiveScope(plugin)]).toEqual([false, 'integration'])
    const simple = run(plugin, { do: 'set-type', type: 'simple' })
    expect([effectiveReadOnly(simple), effectiveScope(simple)]).toEqual([true, 'rest'])
  })
})

it('has nothing to lose until something was typed or made', () => {
  const start = startWizard('advanced')
  expect(hasSomethingToLose(run(start, { do: 'set-read-only', readOnly: false }, next))).toBe(false)
  expect(hasSomethingToLose(run(start, { do: 'set-description', description: 'x' }))).toBe(true)
  expect(hasSomethingToLose(run(start, { do: 'pair', pair: { kind: 'ready', made } }))).toBe(true)
})
