import type { Token } from '#twin'

/**
 * What a sentence is worth:
 * - `telling`: it says something particular, so what it shows counts
 * - `plain`: it neither counts nor costs
 * - `empty`: a list of words, the question again, a repetition, a slogan or a commonplace: it costs
 */
export type Worth = 'telling' | 'plain' | 'empty'

/** One sentence of an answer, read by the rules. */
export interface Unit {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly tokens: readonly Token[]
  /** Distinct stems that carry meaning. */
  readonly terms: ReadonlySet<string>
  readonly firstSingular: boolean
  readonly firstPlural: boolean
  /** Takes up something said before. */
  readonly anaphoric: boolean
  /** Distinct verbs in the past, copulas left out. */
  readonly deeds: ReadonlySet<string>
  /** Distinct numbers that measure or date something. */
  readonly figures: ReadonlySet<string>
  readonly times: ReadonlySet<string>
  /** Things named one after the other, of at most four words each. */
  readonly listed: number
  /** How often the sentence shows each cue of the lexicon, distinct wordings. */
  readonly cues: Readonly<Record<Cue, number>>
}

export const cueNames = [
  'setting',
  'need',
  'outcome',
  'reasoning',
  'method',
  'proof',
  'reflection',
  'example',
  'hedge',
  'generic',
  'hype',
  'absolute',
  'blame',
  'ownNeeds',
] as const
export type Cue = (typeof cueNames)[number]
