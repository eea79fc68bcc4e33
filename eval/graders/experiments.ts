import { breaches, judge, type Experiment, type ExperimentResult } from '#experiments'
import { seededRandom } from '../fit/seeded-random.ts'

type Tallies = Parameters<typeof judge>[1]
type ArmTally = Tallies extends ReadonlyMap<number, infer One> ? One : never

interface SimulatedArm {
  readonly weight: number
  /** True rate of success. */
  readonly rate: number
  /** Share of the visitors that come to it; left out, its weight. */
  readonly share?: number
  /** True rate of refused answers, one answer a visitor. */
  readonly refusals?: number
}

interface Simulation {
  readonly arms: readonly SimulatedArm[]
  /** Of one experiment, all arms together. */
  readonly visitors: number
  readonly lookEvery: number
  readonly experiments: number
  readonly seed: number
}

/** Shares of the simulated experiments, by what happened in them at any look. */
interface SimulationFigures {
  readonly experiments: number
  /** Some interval excluded zero at some look, or at the last one. */
  readonly differenceShown: number
  readonly differenceShownAtEnd: number
  /** Every interval held the truth: at the last look, and at every one of them. */
  readonly coveredAtEnd: number
  readonly coveredAlways: number
  readonly ratioMismatch: number
  readonly guardrailBreached: number
  /** Mean number of visitors when the first difference showed, of those where one did. */
  readonly visitorsUntilShown: number | null
}

/** Runs experiments of invented visitors through the functions that judge real ones, looking at each as often as somebody might. */
function simulateExperiments({ arms, visitors, lookEvery, experiments, seed }: Simulation): SimulationFigures {
  const random = seededRandom(seed)
  const experiment = experimentOf(arms)
  const seen = { shown: 0, shownAtEnd: 0, coveredAtEnd: 0, coveredAlways: 0, mismatch: 0, breached: 0, until: 0 }
  for (let run = 0; run < experiments; run++) {
    const counts = arms.map(() => ({ visitors: 0, conversions: 0, refused: 0 }))
    const found = { shownAt: 0, missed: false, mismatch: false, breached: false }
    let last: ExperimentResult | undefined
    for (let visitor = 1; visitor <= visitors; visitor++) {
      const index = pick(arms, random())
      const count = counts[index]!
      count.visitors++
      if (random() < arms[index]!.rate) count.conversions++
      if (random() < (arms[index]!.refusals ?? 0)) count.refused++
      if (visitor % lookEvery !== 0) continue
      const tallies = new Map(counts.map((one, arm) => [arm, tallyOf(one)]))
      last = judge(experiment, tallies)
      if (found.shownAt === 0 && shows(last)) found.shownAt = visitor
      found.missed ||= !covers(last, arms)
      found.mismatch ||= last.sampleRatio.mismatch
      found.breached ||= breaches(experiment, tallies).length > 0
    }
    seen.shown += Number(found.shownAt > 0)
    seen.until += found.shownAt
    seen.shownAtEnd += Number(shows(last!))
    seen.coveredAtEnd += Number(covers(last!, arms))
    seen.coveredAlways += Number(!found.missed)
    seen.mismatch += Number(found.mismatch)
    seen.breached += Number(found.breached)
  }
  return {
    experiments,
    differenceShown: seen.shown / experiments,
    differenceShownAtEnd: seen.shownAtEnd / experiments,
    coveredAtEnd: seen.coveredAtEnd / experiments,
    coveredAlways: seen.coveredAlways / experiments,
    ratioMismatch: seen.mismatch / experiments,
    guardrailBreached: seen.breached / experiments,
    visitorsUntilShown: seen.shown === 0 ? null : Math.round(seen.until / seen.shown),
  }
}

const even = { weight: 0.5 }

/** What is promised of experiments, each with what it must reach; `count` simulated experiments each. */
export function gradeExperiments(count: number, say: (text: string) => void) {
  const simulate = (name: string, arms: readonly SimulatedArm[], visitors: number, seed: number) => {
    const figures = simulateExperiments({ arms, visitors, lookEvery: 50, experiments: count, seed })
    say(`${name}: ${JSON.stringify(figures)}`)
    return figures
  }
  const same = (rate: number) => [
    { ...even, rate },
    { ...even, rate },
  ]
  return {
    sameAt5: simulate('A/A at 5 %', same(0.05), 5_000, 1),
    sameAt20: simulate('A/A at 20 %', same(0.2), 5_000, 2),
    sameAt40: simulate('A/A at 40 %', same(0.4), 5_000, 3),
    sameOfFour: simulate(
      'A/A of four arms at 5 %',
      Array.from({ length: 4 }, () => ({ weight: 0.25, rate: 0.05 })),
      5_000,
      4,
    ),
    sameUneven: simulate(
      'A/A at 5 %, 90 to 10',
      [
        { weight: 0.9, rate: 0.05 },
        { weight: 0.1, rate: 0.05 },
      ],
      5_000,
      5,
    ),
    sameRare: simulate('A/A at 0.5 %', same(0.005), 5_000, 6),
    better: simulate(
      '40 % against 43 %, 10,000 visitors an arm',
      [
        { ...even, rate: 0.4 },
        { ...even, rate: 0.43 },
      ],
      20_000,
      7,
    ),
    mismatch: simulate(
      'visitors 45 to 55, set 50 to 50',
      [
        { ...even, rate: 0.2, share: 0.45 },
        { ...even, rate: 0.2, share: 0.55 },
      ],
      5_000,
      8,
    ),
    refusesAlike: simulate(
      'refusals 5 % in both arms',
      [
        { ...even, rate: 0.2, refusals: 0.05 },
        { ...even, rate: 0.2, refusals: 0.05 },
      ],
      5_000,
      9,
    ),
    refusesMore: simulate(
      'refusals 5 % against 15 %',
      [
        { ...even, rate: 0.2, refusals: 0.05 },
        { ...even, rate: 0.2, refusals: 0.15 },
      ],
      2_000,
      10,
    ),
  }
}

function pick(arms: readonly SimulatedArm[], place: number): number {
  let end = 0
  for (const [index, { weight, share = weight }] of arms.entries()) {
    end += share
    if (place < end) return index
  }
  return arms.length - 1
}

function shows({ arms }: ExperimentResult): boolean {
  return arms.some(({ difference }) => difference?.excludesZero)
}

function covers({ arms: results }: ExperimentResult, arms: readonly SimulatedArm[]): boolean {
  return results.every(({ difference }, index) => {
    const truth = arms[index]!.rate - arms[0]!.rate
    return difference === null || (difference.low <= truth && truth <= difference.high)
  })
}

function tallyOf(count: { visitors: number; conversions: number; refused: number }): ArmTally {
  const of = (counted: number) => ({
    visitors: count.visitors,
    counted,
    of: count.visitors,
    countedSquared: counted,
    ofSquared: count.visitors,
    product: counted,
  })
  return { conversions: of(count.conversions), refusals: of(count.refused), 'unsupported-claims': of(0) }
}

function experimentOf(arms: readonly SimulatedArm[]): Experiment {
  return {
    id: 'exp_simulated',
    name: 'Simulated',
    hypothesis: 'None',
    metric: 'thumb',
    audiences: ['public'],
    // As when nothing is said.
    expectedVisitors: 10_000,
    minimumEffect: 0.03,
    arms: arms.map(({ weight }, index) => ({
      name: `arm-${index}`,
      strategy: 'automatic',
      writer: 'automatic',
      weight,
      stoppedAt: null,
      stoppedFor: null,
    })),
    state: 'running',
    stoppedFor: null,
    note: null,
    shippedArm: null,
    createdBy: 'owner',
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: null,
  }
}
