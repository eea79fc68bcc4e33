import { fillTemplate, templateValues, type Sop, type SopStep, type TemplateValues, type TicketDetails } from '#desk'
import { AppError } from '../../errors.ts'
import type { StepReport } from './run-sop.ts'

/** What a procedure would do, with everything filled in that is known already. Changes nothing. */
export function showSop(
  sop: Sop,
  ticket: TicketDetails | undefined,
  given: Readonly<Record<string, unknown>>,
): StepReport[] {
  const values = known(() => templateValues(sop, ticket, given))
  return [...sop.preconditions, ...sop.steps, ...sop.postconditions].map((step) => ({
    name: step.name,
    kind: step.kind,
    text: textOf(step, values),
    state: 'shown',
    run_id: null,
    detail: null,
  }))
}

function textOf(step: SopStep, values: TemplateValues | undefined): string {
  const filled = (value: unknown) => (values && known(() => fillTemplate(value, values))) ?? value
  if (step.kind === 'text') return String(filled(step.text))
  const call = `${step.capability} ${JSON.stringify(filled(step.input))}`
  return step.text === undefined ? call : `${String(filled(step.text))} [${call}]`
}

/** Undefined while something is missing that only a step, or whoever runs it, can give. */
function known<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
