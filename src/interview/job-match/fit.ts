import type { z } from 'zod'
import type { fitSchema } from './job-schemas.ts'
import type { Verdict } from './verdict.ts'

const weights = { must: 3, nice: 1 } as const
const worth: Readonly<Record<Verdict['status'], number>> = { matched: 1, partly: 0.5, gap: 0 }

/** The share of what is asked that is proved, by weight, with all that it is made of: a figure to sort postings by, not a chance of being hired. */
export function fitOf(
  requirements: readonly (Pick<Verdict, 'status'> & { must: boolean })[],
): z.output<typeof fitSchema> {
  const counts = (must: boolean, weight: number) => {
    const count = (status: Verdict['status']) =>
      requirements.filter((one) => one.must === must && one.status === status).length
    return { matched: count('matched'), partly: count('partly'), gap: count('gap'), weight }
  }
  let got = 0
  let all = 0
  for (const { must, status } of requirements) {
    const weight = must ? weights.must : weights.nice
    got += weight * worth[status]
    all += weight
  }
  return {
    percent: all === 0 ? null : Math.round((100 * got) / all),
    must: counts(true, weights.must),
    nice: counts(false, weights.nice),
  }
}
