import type { JudgedUnit } from './judge-units.ts'
import { dimensions, relevanceShare, weights, type Dimension, type QuestionKind } from './rubric.ts'
import type { Unit, Worth } from './unit.ts'

export interface AssessmentNeeds {
  readonly kind: QuestionKind
  /** Of a sentence to the question: see `topicality` of #twin. */
  readonly topicalityOf: (unit: Unit) => number
  /** Which of the things looked for a sentence says, by their index. Empty where nothing is looked for. */
  readonly coveredBy: (unit: Unit) => readonly number[]
  readonly lookedFor: number
}

export interface Assessment {
  /** 0 to 1, not rounded. */
  readonly total: number
  readonly dimensions: Readonly<Record<Dimension, { readonly points: number; readonly units: readonly Unit[] }>>
  /** Share of the words that stand in sentences that tell. */
  readonly density: number
  readonly faults: number
}

/** Each fault takes this share of everything; at most half in all. */
const faultCost = 0.05
/** From this mean nearness on an answer is on the topic. Coarse, because it tells a story that answers another question poorly. */
const onTopicFrom = 0.1
/** What words in plain sentences cost, against those in empty ones. */
const plainCost = 0.3

/**
 * Judges the sentences that tell, by counts that only grow up to a limit. Two factors lower all dimensions: the share of
 * words that say nothing, and the number of sentences
 * that are empty. So what says nothing cannot raise the total, and the order of the
 * sentences does not matter. All limits stand in docs/reference/scoring.md.
 */
export function assess(judged: readonly JudgedUnit[], { kind, topicalityOf, coveredBy, lookedFor }: AssessmentNeeds): Assessment {
  const telling = judged.filter(({ worth }) => worth === 'telling').map(({ unit }) => unit)
  const mine = telling.filter((unit) => unit.firstSingular)
  const ours = telling.filter((unit) => !unit.firstSingular && unit.firstPlural)
  const where = telling.filter((unit) => unit.cues.setting > 0 && isAnchored(unit))
  const needed = telling.filter((unit) => unit.cues.need > 0 && unit.deeds.size + unit.figures.size > 0)
  const outcomes = telling.filter((unit) => unit.cues.outcome > 0)
  const exact = telling.filter((unit) => unit.figures.size + unit.times.size > 0)
  const proofs = telling.filter(({ cues }) => cues.proof + cues.reasoning + cues.reflection + cues.example > 0)
  const times = distinct(telling, (unit) => unit.times)
  const [told, plain, empty] = [countOf(judged, 'telling'), countOf(judged, 'plain'), countOf(judged, 'empty')]
  const density = told === 0 ? 0 : (told / (told + empty)) * (1 - (plainCost * plain) / (told + plain + empty))

  const near = telling.length === 0 ? 0 : sum(telling, topicalityOf) / telling.length
  const topic = density > 0 ? 0.5 + 0.5 * density : 0
  const covered = new Set(telling.flatMap(coveredBy)).size
  const relevance = lookedFor === 0 ? topic : (topic + upTo(covered, Math.min(3, lookedFor))) / 2
  const acted =
    kind === 'behavioural'
      ? upTo(distinct(mine, deedsOf) + 0.4 * distinct(ours, deedsOf), 8)
      : upTo(sum(mine, ({ deeds }) => Math.min(1, deeds.size)) + sum(telling, stepOf), 5)
  const raw: Record<Dimension, [points: number, units: readonly Unit[]]> = {
    situation: [0.6 * upTo(where.length, 3) + 0.4 * upTo(times, 3), where],
    task: [upTo(needed.length, 3), needed],
    action: [acted, kind === 'behavioural' ? [...mine, ...ours].filter((unit) => unit.deeds.size > 0) : telling.filter((unit) => stepOf(unit) > 0 || (unit.firstSingular && unit.deeds.size > 0))],
    result: [upTo(sum(outcomes, ({ figures, times: when }) => (figures.size + when.size > 0 ? 1 : 0.5)), 3), outcomes],
    relevance: [relevance, [...telling].sort((a, b) => topicalityOf(b) - topicalityOf(a)).slice(0, 3)],
    specificity: [upTo(distinct(telling, ({ figures }) => figures) + Math.min(3, times), 9), exact],
    evidence: [upTo(sum(telling, evidenceOf), 5), proofs],
    clarity: [density * upTo(telling.length, 4), telling],
  }
  const faults = sum(judged, ({ unit }) => faultsIn(unit, kind))
  const gate = 1 - relevanceShare[kind] * (1 - relevance)
  const factor = (0.5 + 0.5 * density) * (1 - Math.min(0.5, faultCost * faults)) * gate
  const scored = Object.fromEntries(
    dimensions.map((dimension) => [dimension, { points: raw[dimension][0] * factor, units: raw[dimension][1] }]),
  ) as Record<Dimension, { points: number; units: readonly Unit[] }>
  const total = sum(dimensions, (dimension) => weights[kind][dimension] * scored[dimension].points)
  return { total, dimensions: scored, density, faults }
}

function isAnchored({ deeds, figures, times }: Unit): boolean {
  return deeds.size + figures.size + times.size > 0
}

/** A step of a method that is not told as a deed. */
function stepOf({ cues, deeds }: Unit): number {
  return cues.method > 0 && deeds.size === 0 ? 0.5 : 0
}

function evidenceOf({ cues }: Unit): number {
  return Math.min(1, cues.proof) * 0.5 + Math.min(2, cues.reasoning) * 0.25 + cues.reflection
}

/** Slogans, blame and, in a talk about money, one's own needs; where an explanation was asked for, absolute words too. */
function faultsIn({ cues, deeds }: Unit, kind: QuestionKind): number {
  const absolute = kind === 'behavioural' || deeds.size > 0 ? 0 : cues.absolute / 2
  return cues.hype + 2 * cues.blame + (kind === 'salary' ? cues.ownNeeds : 0) + absolute
}

function countOf(judged: readonly JudgedUnit[], worth: Worth): number {
  return judged.filter((one) => one.worth === worth).length
}

function deedsOf({ deeds }: Unit): ReadonlySet<string> {
  return deeds
}

function distinct(units: readonly Unit[], of: (unit: Unit) => ReadonlySet<string>): number {
  return new Set(units.flatMap((unit) => [...of(unit)])).size
}

function upTo(count: number, full: number): number {
  return Math.min(1, count / full)
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
