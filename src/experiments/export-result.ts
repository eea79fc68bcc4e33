import type { ExperimentResult } from './judge.ts'

/** The arms as CSV (RFC 4180), one a line, with a header; rates and differences are fractions of 1, and empty where there is none. */
export function asCsv({ experiment, arms, sampleRatio }: ExperimentResult): string {
  const rows = arms.map((arm) => ({
    experiment: experiment.id,
    metric: experiment.metric,
    state: experiment.state,
    arm: arm.name,
    strategy: arm.strategy,
    writer: arm.writer,
    weight: arm.weight,
    visitors: arm.visitors,
    conversions: arm.conversions,
    rate: arm.rate,
    difference: arm.difference?.estimate,
    low: arm.difference?.low,
    high: arm.difference?.high,
    answers: arm.answers,
    refusal_rate: arm.refusalRate,
    unsupported_rate: arm.unsupportedRate,
    stopped_for: arm.stoppedFor,
    sample_ratio_p: sampleRatio.p,
  }))
  const header = Object.keys(rows[0]!)
  // Names of arms, ids and words of ours: nothing of it needs quoting, and nothing begins like a formula.
  return [header, ...rows.map(Object.values)]
    .map((cells) => `${cells.map((cell) => cell ?? '').join(',')}\r\n`)
    .join('')
}
