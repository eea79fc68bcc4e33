import type { JudgedUnit } from './judge-units.ts'
import type { LookedFor } from './looked-for.ts'
import {
  costs,
  dimensions,
  full,
  knownRelevanceShare,
  relevanceShare,
  weights,
  type Dimension,
  type QuestionKind,
} from './rubric.ts'
import type { Unit, Worth } from './unit.ts'

export interface AssessmentNeeds {
  readonly kind: QuestionKind
  /** What a good answer contains; `count` is 0 when nobody said. */
  readonly wanted: Pick<LookedFor, 'count' | 'saidIn' | 'isShownBy'>
}

export interface Assessment {
  /** 0 to 1, not rounded. */
  readonly total: number
  readonly dimensions: Readonly<Record<Dimension, { readonly points: number; readonly units: readonly Unit[] }>>
  /** Share of the sentences that tell, of those that tell or are empty; plain ones cost a little. 0 to 1. */
  readonly density: number
  /** Slogans, blame and the like, in all sentences. */
  readonly faults: number
}

/**
 * Judges the sentences that tell, by counts of different things, each up to a limit. Then three factors lower all
 * dimensions: how much of the answer says nothing, the faults, and what relevance lacks. All that depends on which
 * sentences there are, never on their order, and a sentence that does not tell adds to no count: so it cannot raise the
 * total. Every number stands in rubric.ts and in docs/reference/scoring.md.
 */
export function assess(judged: readonly JudgedUnit[], { kind, wanted }: AssessmentNeeds): Assessment {
  const telling = judged.filter(({ worth }) => worth === 'telling').map(({ unit }) => unit)
  const density = densityOf(judged)
  const times = distinct(telling, (unit) => unit.times)
  const where = telling.filter((unit) => unit.cues.setting > 0 && isAnchored(unit))
  const needed = telling.filter((unit) => unit.cues.need > 0 && unit.deeds.size + unit.figures.size > 0)
  const outcomes = telling.filter((unit) => unit.cues.outcome > 0)
  const covered = sum(wanted.saidIn(telling), (said) => said)
  const base = density > 0 ? 0.5 + 0.5 * density : 0
  const isKnown = wanted.count > 0
  const relevance = isKnown ? base * upTo(covered, Math.min(full.covered, wanted.count)) : base
  const [acted, acts] = kind === 'behavioural' ? deedsIn(telling) : stepsIn(telling)
  const raw: Record<Dimension, [points: number, units: readonly Unit[]]> = {
    situation: [0.6 * upTo(where.length, full.settings) + 0.4 * upTo(times, full.times), where],
    task: [upTo(needed.length, full.needs), needed],
    action: [acted, acts],
    result: [upTo(sum(outcomes, measured), full.outcomes), outcomes],
    relevance: [relevance, isKnown ? telling.filter(wanted.isShownBy) : telling],
    specificity: [
      upTo(distinct(telling, ({ figures }) => figures) + Math.min(full.times, times), full.figures),
      telling.filter((unit) => unit.figures.size + unit.times.size > 0),
    ],
    evidence: [
      upTo(
        sum(telling, evidenceOf) + (kind === 'behavioural' ? 0 : covered),
        kind === 'technical' ? full.explained : full.evidence,
      ),
      telling.filter((unit) => evidenceOf(unit) > 0 || (kind !== 'behavioural' && wanted.isShownBy(unit))),
    ],
    clarity: [density * upTo(telling.length, full.telling), telling],
  }
  const faults = sum(judged, ({ unit }) => faultsIn(unit, kind))
  const factor =
    (1 - costs.emptiness * (1 - density)) *
    (1 - Math.min(costs.faultsAtMost, costs.fault * faults)) *
    (1 - (isKnown ? knownRelevanceShare : relevanceShare[kind]) * (1 - relevance))
  const scored = Object.fromEntries(
    dimensions.map((dimension) => [dimension, { points: raw[dimension][0] * factor, units: raw[dimension][1] }]),
  ) as Record<Dimension, { points: number; units: readonly Unit[] }>
  const total = sum(dimensions, (dimension) => weights[kind][dimension] * scored[dimension].points)
  return { total, dimensions: scored, density, faults }
}

/** What the speaker did; what "we" did counts less, because it does not say who. */
function deedsIn(telling: readonly Unit[]): [number, readonly Unit[]] {
  const mine = telling.filter((unit) => unit.firstSingular && unit.deeds.size > 0)
  const ours = telling.filter((unit) => !unit.firstSingular && unit.firstPlural && unit.deeds.size > 0)
  const done = distinct(mine, ({ deeds }) => deeds) + costs.ourDeed * distinct(ours, ({ deeds }) => deeds)
  return [upTo(done, full.deeds), [...mine, ...ours]]
}

/** Where no story was asked for, how somebody proceeds counts as what they did, at half. */
function stepsIn(telling: readonly Unit[]): [number, readonly Unit[]] {
  const stepOf = ({ cues, deeds, firstSingular }: Unit): number => {
    if (deeds.size > 0) return firstSingular ? 1 : 0
    return cues.method > 0 ? 0.5 : 0
  }
  return [upTo(sum(telling, stepOf), full.steps), telling.filter((unit) => stepOf(unit) > 0)]
}

function isAnchored({ deeds, figures, times }: Unit): boolean {
  return deeds.size + figures.size + times.size > 0
}

/** An outcome with a number or a time counts whole, one without at half. */
function measured({ figures, times }: Unit): number {
  return figures.size + times.size > 0 ? 1 : 0.5
}

function evidenceOf({ cues }: Unit): number {
  return Math.min(1, cues.proof) * 0.5 + Math.min(2, cues.reasoning) * 0.25 + cues.reflection
}

function densityOf(judged: readonly JudgedUnit[]): number {
  const count = (worth: Worth): number => judged.filter((one) => one.worth === worth).length
  const [told, plain, empty] = [count('telling'), count('plain'), count('empty')]
  return told === 0 ? 0 : (told / (told + empty)) * (1 - (costs.plain * plain) / judged.length)
}

/** Slogans, blame and, in a talk about money, one's own needs; where an explanation was asked for, absolute words too. */
function faultsIn({ cues, deeds }: Unit, kind: QuestionKind): number {
  const absolute = kind === 'behavioural' || deeds.size > 0 ? 0 : cues.absolute / 2
  return cues.hype + 2 * cues.blame + (kind === 'salary' ? cues.ownNeeds : 0) + absolute
}

function distinct(units: readonly Unit[], of: (unit: Unit) => ReadonlySet<string>): number {
  return new Set(units.flatMap((unit) => [...of(unit)])).size
}

function upTo(count: number, limit: number): number {
  return Math.min(1, count / limit)
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
