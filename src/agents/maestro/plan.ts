import { z } from 'zod'
import { AppError } from '../../errors.ts'

const stepId = z.string().regex(/^[a-z0-9_]{1,40}$/, 'is written with a-z, 0-9 and _')
const call = { capability: z.string().min(3).max(100), input: z.unknown().optional() }

/** One call of a plan. It starts when all in `after` have succeeded; those that wait for nothing start together. */
export const planStepSchema = z.strictObject({
  id: stepId,
  ...call,
  after: z.array(stepId).max(20).default([]),
  retries: z.int().min(0).max(5).default(0).describe('How often it is tried again when it fails.'),
  compensate: z.strictObject(call).optional().describe('Undoes it, when a later step fails.'),
})

export const planSchema = z.strictObject({ steps: z.array(planStepSchema).min(1).max(50) })

export type PlanStep = z.infer<typeof planStepSchema>
export type Plan = z.infer<typeof planSchema>

/**
 * The order of a plan: each wave holds the steps whose predecessors are in earlier ones. The same plan always gives the
 * same waves, which a run that is taken over relies on. Throws `invalid_input` for unknown predecessors and circles.
 */
export function wavesOf({ steps }: Plan): PlanStep[][] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  if (byId.size < steps.length) throw new AppError('invalid_input', 'Two steps of the plan have the same id.')
  for (const { id, after } of steps)
    for (const before of after)
      if (!byId.has(before))
        throw new AppError('invalid_input', `Step "${id}" waits for "${before}", which is not there.`)
  const waves: PlanStep[][] = []
  const done = new Set<string>()
  while (done.size < steps.length) {
    const wave = steps.filter(({ id, after }) => !done.has(id) && after.every((before) => done.has(before)))
    if (wave.length === 0) {
      const stuck = steps.filter(({ id }) => !done.has(id)).map(({ id }) => id)
      throw new AppError('invalid_input', `These steps wait for one another: ${stuck.join(', ')}.`)
    }
    for (const { id } of wave) done.add(id)
    waves.push(wave)
  }
  return waves
}
