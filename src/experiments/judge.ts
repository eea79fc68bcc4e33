import { z } from 'zod'
import { armSchema, experimentSchema, guardrailNames, type Experiment, type GuardrailName } from './experiment.ts'
import { binaryTally, differenceOf, leastDifference, rateOf, type Tally } from './inference/difference.ts'
import { neededVisitors } from './inference/needed-visitors.ts'
import { mismatchBelow, sampleRatioP } from './inference/sample-ratio.ts'
import type { ArmTally } from './tally-store.ts'

/** Of a false alarm in a whole experiment, however often it is looked at; shared by all arms that are compared with the control. */
const alpha = 0.05

/** A guardrail must be quick rather than sharp: it is tightest after so many visitors. */
const guardrailTightestAt = 1_000

const rateSchema = z.number().nullable().describe('Null while there is nothing it could be a rate of.')

export const armResultSchema = z.object({
  ...armSchema.shape,
  visitors: z.int(),
  conversions: z.int(),
  rate: rateSchema,
  answers: z.int(),
  refusalRate: rateSchema,
  unsupportedRate: rateSchema.describe(
    'Of the sentences a language model wrote, those that were dropped as unsupported.',
  ),
  difference: z
    .object({
      estimate: z.number(),
      low: z.number(),
      high: z.number(),
      excludesZero: z.boolean(),
    })
    .nullable()
    .describe(
      'Of the rate from that of the control, with an interval that is valid whenever it is looked at; null for the control.',
    ),
})
export type ArmResult = z.infer<typeof armResultSchema>

export const experimentResultSchema = z
  .object({
    experiment: experimentSchema,
    arms: z.array(armResultSchema),
    sampleRatio: z.object({
      p: z.number().describe('That visitors come in the ratio of the weights; valid whenever it is looked at.'),
      mismatch: z.boolean(),
    }),
    confidence: z.number().describe('Of all differences together: 0.95.'),
    verdict: z.object({
      decided: z.boolean(),
      winner: z.string().nullable(),
      neededVisitors: z
        .int()
        .nullable()
        .describe('More, in all arms, for the smallest difference worth knowing to show.'),
      message: z.string(),
    }),
  })
  .meta({ id: 'ExperimentResult' })
export type ExperimentResult = z.infer<typeof experimentResultSchema>

export interface Breach {
  readonly arm: string
  readonly guardrail: GuardrailName
}

const nothing = binaryTally(0, 0)
const emptyTally: ArmTally = { conversions: nothing, refusals: nothing, 'unsupported-claims': nothing }

/** What an experiment says so far; pure, so that a simulation asks the same function as the product. */
export function judge(experiment: Experiment, tallies: ReadonlyMap<number, ArmTally>): ExperimentResult {
  const tallyOf = (index: number) => tallies.get(index) ?? emptyTally
  const control = tallyOf(0)
  const arms = experiment.arms.map((arm, index): ArmResult => {
    const tally = tallyOf(index)
    const difference =
      index === 0 ? undefined : differenceFor(experiment, index, control.conversions, tally.conversions)
    return {
      ...arm,
      visitors: tally.conversions.visitors,
      conversions: tally.conversions.counted,
      rate: rateOf(tally.conversions) ?? null,
      answers: tally.refusals.of,
      refusalRate: rateOf(tally.refusals) ?? null,
      unsupportedRate: rateOf(tally['unsupported-claims']) ?? null,
      difference: difference ? { ...difference, excludesZero: difference.low > 0 || difference.high < 0 } : null,
    }
  })
  const p = ratioOf(arms)
  const sampleRatio = { p, mismatch: p < mismatchBelow || experiment.stoppedFor === 'sample-ratio' }
  return {
    experiment,
    arms,
    sampleRatio,
    confidence: 1 - alpha,
    verdict: verdictOf(experiment, arms, sampleRatio.mismatch),
  }
}

/** Arms whose answers are worse than the control's, as far as that shows: they must stop. */
export function breaches(experiment: Experiment, tallies: ReadonlyMap<number, ArmTally>): Breach[] {
  const control = tallies.get(0)
  if (!control) return []
  const share = alpha / guardrailNames.length / (experiment.arms.length - 1)
  const tightestAt = Math.min(guardrailTightestAt, experiment.expectedVisitors)
  return experiment.arms.flatMap((arm, index) => {
    const tally = tallies.get(index)
    if (index === 0 || arm.stoppedAt !== null || !tally) return []
    const guardrail = guardrailNames.find(
      (name) => (leastDifference(control[name], tally[name], { alpha: share, tightestAt }) ?? 0) > 0,
    )
    return guardrail ? [{ arm: arm.name, guardrail }] : []
  })
}

/** Arms that were stopped get no more visitors, and are left out: the others still split theirs by their weights. */
function ratioOf(arms: readonly ArmResult[]): number {
  const open = arms.filter(({ stoppedAt }) => stoppedAt === null)
  if (open.length < 2) return 1
  return sampleRatioP(
    open.map(({ visitors }) => visitors),
    open.map(({ weight }) => weight),
  )
}

function differenceFor(experiment: Experiment, index: number, control: Tally, arm: Tally) {
  return differenceOf(control, arm, precisionFor(experiment, index))
}

/** Bonferroni: every arm is compared with the control, and with it only. */
function precisionFor({ arms, expectedVisitors }: Experiment, index: number) {
  const share = arms[0]!.weight + arms[index]!.weight
  return { alpha: alpha / (arms.length - 1), tightestAt: expectedVisitors * share }
}

function verdictOf(experiment: Experiment, arms: readonly ArmResult[], mismatch: boolean): ExperimentResult['verdict'] {
  const undecided = { decided: false, winner: null, neededVisitors: null }
  if (mismatch)
    return {
      ...undecided,
      message:
        'Visitors did not come in the ratio that was set, so nothing that is compared here can be believed. Find out why, and start a new experiment.',
    }
  const others = arms.slice(1).filter(({ stoppedAt }) => stoppedAt === null)
  if (others.length === 0)
    return { ...undecided, message: 'Every arm but the control was stopped because its answers were worse.' }
  const better = others.filter(({ difference }) => difference !== null && difference.low > 0)
  const best = better.sort((a, b) => b.difference!.estimate - a.difference!.estimate)[0]
  if (best)
    return {
      decided: true,
      winner: best.name,
      neededVisitors: 0,
      message: `"${best.name}" is better than the control by ${points(best.difference!.estimate)} (${points(best.difference!.low)} to ${points(best.difference!.high)}).`,
    }
  const control = arms[0]!
  if (others.every(({ difference }) => difference !== null && difference.high < 0))
    return {
      decided: true,
      winner: control.name,
      neededVisitors: 0,
      message: `The control, "${control.name}", is better than every other arm.`,
    }
  const needed = moreVisitors(experiment, arms)
  const effect = points(experiment.minimumEffect)
  const message =
    needed > 0
      ? `No difference shows yet. For one of ${effect} to show, it needs about ${needed.toLocaleString('en')} more visitors.`
      : `No difference shows, and enough visitors came for one of ${effect} to show: if there is one, it is probably smaller.`
  return { decided: false, winner: null, neededVisitors: needed, message }
}

/** In all arms, until the arm that is furthest behind has enough, at 80 % power. */
function moreVisitors(experiment: Experiment, arms: readonly ArmResult[]): number {
  const control = arms[0]!
  const open = arms.reduce((sum, { weight, stoppedAt }) => sum + (stoppedAt === null ? weight : 0), 0)
  const missing = arms.map((arm, index) => {
    if (index === 0 || arm.stoppedAt !== null) return 0
    const pair = control.weight + arm.weight
    const needed = neededVisitors({
      rate: control.rate ?? 0.5,
      effect: experiment.minimumEffect,
      controlShare: control.weight / pair,
      ...precisionFor(experiment, index),
    })
    return Math.max(0, needed - control.visitors - arm.visitors) * (open / pair)
  })
  return roundedUp(Math.max(...missing))
}

/** To two figures: more would say more than anybody knows. */
function roundedUp(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.ceil(count / step) * step
}

function points(difference: number): string {
  return `${(difference * 100).toFixed(1)} points`
}
