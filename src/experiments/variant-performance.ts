import { z } from 'zod'
import { AppError } from '../errors.ts'
import { experimentStates, outcomeKinds, strategyNamed } from './experiment.ts'
import { armResultSchema, type ArmResult, type ExperimentResult } from './judge.ts'

export const variantNameSchema = z.string().trim().min(1).max(40).describe('The name of an arm, such as `concise`.')

export const variantPerformanceSchema = z
  .object({
    variant: z.string(),
    strategy: z.string().nullable(),
    visitors: z.int(),
    conversions: z.int(),
    experiments: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.enum(experimentStates),
        metric: z.enum(outcomeKinds),
        result: armResultSchema,
      }),
    ),
    message: z.string(),
  })
  .meta({ id: 'VariantPerformance' })
export type VariantPerformance = z.infer<typeof variantPerformanceSchema>

/** How an arm did in each of its experiments; throws `not_found` for a name that is neither an arm's nor a strategy's. */
export function variantPerformance(name: string, results: readonly ExperimentResult[]): VariantPerformance {
  const strategy = strategyNamed(name)
  if (results.length === 0 && strategy === undefined)
    throw new AppError('not_found', `No experiment has an arm "${name}".`)
  const found = results.map(({ experiment: { id, name: title, state, metric }, arms }) => {
    return { id, name: title, state, metric, result: arms.find((arm) => arm.name === name)! }
  })
  const total = (count: (result: ArmResult) => number) => found.reduce((sum, { result }) => sum + count(result), 0)
  return {
    variant: name,
    strategy: found[0]?.result.strategy ?? strategy ?? null,
    visitors: total(({ visitors }) => visitors),
    conversions: total(({ conversions }) => conversions),
    experiments: found,
    message:
      found.length === 0
        ? 'No experiment has tried it yet: nothing is known about it.'
        : `Tried in ${found.length === 1 ? 'one experiment' : `${found.length} experiments`}; each says how it did against its own control.`,
  }
}
