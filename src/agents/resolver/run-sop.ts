import { z } from 'zod'
import {
  fillTemplate,
  templateValues,
  unmetExpectations,
  type Sop,
  type SopStep,
  type TemplateValues,
  type TicketDetails,
} from '#desk'
import type { ChildOptions, RunContext } from '../agent.ts'
import { RunLost, Suspended } from '../runs/run-context.ts'

export const stepReportSchema = z.object({
  name: z.string(),
  kind: z.enum(['text', 'check', 'capability']),
  text: z.string(),
  state: z.enum(['done', 'failed', 'skipped', 'shown']),
  run_id: z.string().nullable(),
  detail: z.string().nullable().describe('Why it failed, or was not needed.'),
})
export type StepReport = z.infer<typeof stepReportSchema>

export interface SopRun {
  /** `abandoned` when a precondition did not hold: nothing was changed then. */
  readonly outcome: 'resolved' | 'failed' | 'abandoned'
  readonly steps: StepReport[]
}

/** Runs a procedure: what must hold before it, its steps, what must hold after it. The first that fails ends it. */
export async function runSop(
  context: RunContext,
  sop: Sop,
  ticket: TicketDetails,
  given: Readonly<Record<string, unknown>>,
): Promise<SopRun> {
  const answers: Record<string, unknown> = {}
  const values: TemplateValues = { ...templateValues(sop, ticket, given), steps: answers }
  // What stands in an alert is its sender's word: what is made of it is asked for, also when the owner began the run.
  const whose = ticket.alerts.length > 0 ? ({ origin: 'alert' } as const) : {}
  const steps: StepReport[] = []
  const parts = [
    ['abandoned', sop.preconditions],
    ['failed', sop.steps],
    ['failed', sop.postconditions],
  ] as const
  let outcome: SopRun['outcome'] = 'resolved'
  for (const [otherwise, part] of parts)
    for (const step of part) {
      const report =
        outcome === 'resolved'
          ? await runStep(context, { sop, ticket, step, values, answers, whose })
          : reportOf(step, { state: 'skipped' })
      steps.push(report)
      if (outcome === 'resolved' && report.state === 'failed') outcome = otherwise
    }
  return { outcome, steps }
}

interface StepToRun {
  readonly sop: Sop
  readonly ticket: TicketDetails
  readonly step: SopStep
  readonly values: TemplateValues
  /** Filled with what the step answered, for the steps after it. */
  readonly answers: Record<string, unknown>
  readonly whose: Pick<ChildOptions, 'origin'>
}

async function runStep(context: RunContext, toRun: StepToRun): Promise<StepReport> {
  const { sop, ticket, step, values, answers, whose } = toRun
  const unneeded = step.only_if ? unmetExpectations(step.only_if, answers, values) : []
  if (unneeded.length > 0) return reportOf(step, { state: 'skipped', detail: unneeded.join('; ') })
  try {
    if (step.kind === 'text') {
      const text = String(fillTemplate(step.text, values))
      const input = { ticket_id: ticket.id, sop: sop.id, step: step.name, text }
      const { runId } = await context.startRun('resolver.human_step', input, whose)
      return reportOf(step, { state: 'done', runId, text })
    }
    const { runId, output } = await context.startRun(step.capability, fillTemplate(step.input, values), whose)
    answers[step.name] = output
    const unmet = step.expect ? unmetExpectations(step.expect, output, values) : []
    if (unmet.length > 0) return reportOf(step, { state: 'failed', runId, detail: unmet.join('; ') })
    return reportOf(step, { state: 'done', runId })
  } catch (error) {
    if (error instanceof Suspended || error instanceof RunLost || context.signal.aborted) throw error
    // Whatever else it was: the ticket must hear that its procedure ended, and how.
    return reportOf(step, { state: 'failed', detail: (error as Error).message })
  }
}

function reportOf(
  step: SopStep,
  {
    state,
    runId,
    detail,
    text,
  }: { state: StepReport['state']; runId?: string | undefined; detail?: string; text?: string },
): StepReport {
  const told = text ?? step.text ?? (step.kind === 'text' ? '' : step.capability)
  return { name: step.name, kind: step.kind, text: told, state, run_id: runId ?? null, detail: detail ?? null }
}
