// The Create key wizard as a pure reducer: steps, values, what is missing, and where the focus goes.
import type { Creation, GeneratedPair } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import type { KeyType, PublicKey } from '../../src-shared/key'

export type Step = 'type' | 'details' | 'key-pair' | 'review' | 'private-key'
/** A control that can be missing, and that Change in the review leads to. */
export type Field = 'console' | 'type' | 'description' | 'access' | 'scope' | 'key-pair' | 'public-key'
const bitSizes = [2048, 3072, 4096] as const
export type Bits = (typeof bitSizes)[number]
export type Scope = 'rest' | 'integration'

export type Pair =
  /** None yet: the step makes one by itself. */
  | { readonly kind: 'none' }
  /** The person stopped it: the step waits for Generate. */
  | { readonly kind: 'cancelled' }
  /** `run` tells a late answer of an abandoned run from the awaited one. */
  | { readonly kind: 'making'; readonly run: number }
  | { readonly kind: 'ready'; readonly made: GeneratedPair }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What is known of the own public key. The text that was pasted is never here: it might be a private key. */
export type OwnKey =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading'; readonly run: number }
  | { readonly kind: 'read'; readonly publicKey: PublicKey }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'private-key' }

export interface WizardState {
  readonly step: Step
  /** Control that takes the focus on arrival; null: the first one of the step. */
  readonly focus: Field | null
  /** Grows by one whenever the focus has to move, also when it goes to the same control again. */
  readonly arrivals: number
  /** Where Next leads after a Change in the review. */
  readonly changing: Field | null
  /** Next was pressed while something was missing: the fields say what. */
  readonly tried: boolean
  readonly type: KeyType
  readonly description: string
  /** A private key was pasted as description: it was thrown away, and the field says so. */
  readonly discarded: boolean
  readonly readOnly: boolean
  readonly scope: Scope
  readonly pairFrom: 'generate' | 'own'
  readonly bits: Bits
  readonly pair: Pair
  readonly own: OwnKey
}

export type WizardAction =
  | { readonly do: 'set-type'; readonly type: KeyType }
  | { readonly do: 'set-description'; readonly description: string }
  | { readonly do: 'discard-description' }
  | { readonly do: 'set-read-only'; readonly readOnly: boolean }
  | { readonly do: 'set-scope'; readonly scope: Scope }
  | { readonly do: 'set-pair-from'; readonly from: 'generate' | 'own' }
  | { readonly do: 'set-bits'; readonly bits: Bits }
  | { readonly do: 'pair'; readonly pair: Pair; readonly run?: number }
  | { readonly do: 'own'; readonly own: OwnKey; readonly run?: number }
  /** `missing`: what {@link missingIn} found for the present step. */
  | { readonly do: 'next'; readonly missing: readonly Missing[] }
  | { readonly do: 'back' }
  | { readonly do: 'change'; readonly field: Field }
  /** After "nothing was created": back to the details with the run's values (a reload forgot the draft), no pair. */
  | { readonly do: 'resume'; readonly from: Resumable }

type Resumable = Pick<Creation, 'keyType' | 'description' | 'readOnly' | 'scopes'>

export interface Missing {
  readonly field: Field
  /** A whole sentence for the field and for the description of Next. */
  readonly text: string
}

/** Settings of a key that was revoked, to make it anew. */
export interface Preset extends Resumable {
  /** Size of the pair that had been made here; null: none, or nobody knows. */
  readonly bits: number | null
  /** The public key that the person had brought; null: a pair is made here. */
  readonly ownPublicKey: PublicKey | null
}

/** @param preset starts with these settings at the details; nothing is made or sent by that */
export function startWizard(type: KeyType, preset: Preset | null = null): WizardState {
  const fresh = freshWizard(type)
  if (preset === null) return fresh
  const { bits, ownPublicKey } = preset
  return {
    ...resume(fresh, preset),
    bits: bitSizes.find((size) => size === bits) ?? fresh.bits,
    ...(ownPublicKey !== null && { pairFrom: 'own', own: { kind: 'read', publicKey: ownPublicKey } }),
  }
}

function freshWizard(type: KeyType): WizardState {
  return {
    step: 'type',
    focus: null,
    arrivals: 0,
    changing: null,
    tried: false,
    type,
    description: '',
    discarded: false,
    readOnly: true,
    scope: 'rest',
    pairFrom: 'generate',
    bits: 3072,
    pair: { kind: 'none' },
    own: { kind: 'empty' },
  }
}

export function stepsOf(type: KeyType): readonly Step[] {
  return type === 'simple'
    ? ['type', 'details', 'review', 'private-key']
    : ['type', 'details', 'key-pair', 'review', 'private-key']
}

const stepOfField: Readonly<Record<Field, Step>> = {
  console: 'type',
  type: 'type',
  description: 'details',
  access: 'details',
  scope: 'details',
  'key-pair': 'key-pair',
  'public-key': 'key-pair',
}

/** Built-in plugins always read and write (the console shows no switch for them either, decisions D16). */
export function effectiveReadOnly(state: Pick<WizardState, 'type' | 'scope' | 'readOnly'>): boolean {
  return effectiveScope(state) === 'integration' ? false : state.readOnly
}

/** Simple keys are only ever made for REST (decisions D16). */
export function effectiveScope(state: Pick<WizardState, 'type' | 'scope'>): Scope {
  return state.type === 'simple' ? 'rest' : state.scope
}

/** Public half that would be registered, once it is known. */
export function publicKeyOf(state: WizardState): PublicKey | null {
  if (state.type === 'simple') return null
  if (state.pairFrom === 'own') return state.own.kind === 'read' ? state.own.publicKey : null
  return state.pair.kind === 'ready' ? state.pair.made.publicKey : null
}

/** True when closing would throw away something that the person typed or made. */
export function hasSomethingToLose(state: WizardState): boolean {
  return state.description.trim() !== '' || state.pair.kind === 'ready' || state.own.kind === 'read'
}

/** What the present step lacks. `description`: the sentence of its problem, null when it is fine. */
export function missingIn(state: WizardState, step: Step, description: string | null): readonly Missing[] {
  if (step === 'details' && description !== null) return [{ field: 'description', text: description }]
  const needsPair = state.type === 'advanced' && (step === 'key-pair' || step === 'review')
  if (needsPair && publicKeyOf(state) === null)
    return [{ field: state.pairFrom === 'own' ? 'public-key' : 'key-pair', text: pairMissing(state) }]
  return []
}

function pairMissing(state: WizardState): string {
  if (state.pairFrom === 'generate')
    return state.pair.kind === 'making' ? 'The key pair is still being made.' : 'Generate a key pair first.'
  return state.own.kind === 'reading' ? 'The public key is still being read.' : 'Paste a public key first.'
}

function neighbour(state: WizardState, by: 1 | -1): Step {
  const steps = stepsOf(state.type)
  return steps[steps.indexOf(state.step) + by] ?? state.step
}

/** The field's text is not kept (it is in no state), so neither is what was said about it. */
const settledOwn = (own: OwnKey): OwnKey => (own.kind === 'read' ? own : { kind: 'empty' })

const goTo = (state: WizardState, step: Step, focus: Field | null): WizardState => ({
  ...state,
  own: settledOwn(state.own),
  step,
  focus,
  arrivals: state.arrivals + 1,
  changing: null,
  tried: false,
})

function next(state: WizardState, missing: readonly Missing[]): WizardState {
  const first = missing[0]
  if (first !== undefined) return { ...state, tried: true, focus: first.field, arrivals: state.arrivals + 1 }
  // Create itself is no move: the run in the topic `creation` takes over from here.
  if (state.step === 'review' || state.step === 'private-key') return state
  const lacksPair = state.type === 'advanced' && state.step !== 'key-pair' && publicKeyOf(state) === null
  if (state.changing !== null && !lacksPair && state.description.trim() !== '')
    return { ...goTo(state, 'review', state.changing) }
  return goTo(state, neighbour(state, 1), null)
}

function resume(state: WizardState, from: Resumable): WizardState {
  return {
    ...goTo(state, 'details', 'description'),
    type: from.keyType,
    description: from.description,
    scope: from.keyType === 'advanced' && from.scopes.includes('integration') ? 'integration' : 'rest',
    readOnly: from.scopes.includes('integration') ? state.readOnly : from.readOnly,
    // Main forgot the private half when it learned that nothing was created.
    pair: { kind: 'none' },
  }
}

/** A late answer of a run that was cancelled or replaced changes nothing. */
const isAwaited = (now: Pair | OwnKey, run: number | undefined): boolean =>
  run === undefined || ((now.kind === 'making' || now.kind === 'reading') && now.run === run)

export function reduceWizard(state: WizardState, action: WizardAction): WizardState {
  switch (action.do) {
    case 'set-type':
      return { ...state, type: action.type }
    case 'set-description':
      return { ...state, description: action.description, discarded: false }
    case 'discard-description':
      return { ...state, description: '', discarded: true }
    case 'set-read-only':
      return { ...state, readOnly: action.readOnly }
    case 'set-scope':
      return { ...state, scope: action.scope }
    case 'set-pair-from':
      return { ...state, pairFrom: action.from, own: settledOwn(state.own), tried: false }
    case 'set-bits':
      return { ...state, bits: action.bits }
    case 'pair':
      return isAwaited(state.pair, action.run) ? { ...state, pair: action.pair } : state
    case 'own':
      // The field is empty because a private key was taken out of it: that stays said until something else comes.
      if (action.own.kind === 'empty' && state.own.kind === 'private-key') return state
      return isAwaited(state.own, action.run) ? { ...state, own: action.own } : state
    case 'next':
      return next(state, action.missing)
    case 'back':
      return goTo(state, neighbour(state, -1), null)
    case 'change':
      return { ...goTo(state, stepOfField[action.field], action.field), changing: action.field }
    case 'resume':
      return resume(state, action.from)
  }
}
