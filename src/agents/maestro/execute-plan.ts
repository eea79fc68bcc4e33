import type { ChildOptions, RunContext, Verdict } from '../agent.ts'
import { Suspended } from '../runs/run-context.ts'
import { wavesOf, type Plan, type PlanStep } from './plan.ts'

export interface StepResult {
  readonly id: string
  readonly capability: string
  readonly state: 'succeeded' | 'failed' | 'skipped' | 'compensated'
  readonly run_id: string | null
  readonly verdict: Verdict | null
  readonly tries: number
  readonly error: string | null
  readonly output: unknown
}

/**
 * Executes a plan wave by wave; the steps of a wave run beside one another, on whichever worker is free. When one fails
 * for good, those that wait for it are skipped and what was done is undone, last first, where the plan says how.
 */
export async function executePlan(
  context: RunContext,
  plan: Plan,
  whose: Pick<ChildOptions, 'origin'>,
): Promise<StepResult[]> {
  const results = new Map<string, StepResult>()
  let failed = false
  for (const wave of wavesOf(plan)) {
    if (failed) {
      for (const step of wave) results.set(step.id, resultOf(step, { state: 'skipped' }))
      continue
    }
    const finished = await Promise.allSettled(wave.map((step) => tryStep(context, step, whose)))
    // Only when all have begun: what begins in which order must be the same when the run is taken up again.
    for (const outcome of finished) if (outcome.status === 'rejected') throw outcome.reason
    for (const outcome of finished)
      if (outcome.status === 'fulfilled') {
        results.set(outcome.value.id, outcome.value)
        failed ||= outcome.value.state === 'failed'
      }
  }
  if (failed) await compensate(context, plan, results, whose)
  return plan.steps.map(({ id }) => results.get(id)!)
}

async function tryStep(context: RunContext, step: PlanStep, whose: Pick<ChildOptions, 'origin'>): Promise<StepResult> {
  for (let tries = 1; ; tries++) {
    try {
      const { runId, output, verdict } = await context.startRun(step.capability, step.input ?? {}, {
        ...whose,
        key: `${step.id}:${tries}`,
      })
      return resultOf(step, { state: 'succeeded', runId, output, verdict, tries })
    } catch (error) {
      if (error instanceof Suspended || context.signal.aborted) throw error
      if (tries <= step.retries) continue
      return resultOf(step, { state: 'failed', tries, error: (error as Error).message })
    }
  }
}

async function compensate(
  context: RunContext,
  plan: Plan,
  results: Map<string, StepResult>,
  whose: Pick<ChildOptions, 'origin'>,
): Promise<void> {
  for (const step of wavesOf(plan).flat().toReversed()) {
    const result = results.get(step.id)
    if (!step.compensate || result?.state !== 'succeeded') continue
    const { capability, input } = step.compensate
    try {
      await context.startRun(capability, input ?? {}, { ...whose, key: `${step.id}:undo` })
      results.set(step.id, { ...result, state: 'compensated' })
    } catch (error) {
      if (error instanceof Suspended || context.signal.aborted) throw error
      results.set(step.id, { ...result, error: `It could not be undone: ${(error as Error).message}` })
    }
  }
}

function resultOf(
  { id, capability }: PlanStep,
  {
    state,
    runId,
    verdict,
    output,
    tries,
    error,
  }: {
    state: StepResult['state']
    runId?: string | undefined
    verdict?: Verdict | undefined
    output?: unknown
    tries?: number
    error?: string
  },
): StepResult {
  return {
    id,
    capability,
    state,
    run_id: runId ?? null,
    verdict: verdict ?? null,
    tries: tries ?? 0,
    error: error ?? null,
    output: output ?? null,
  }
}
