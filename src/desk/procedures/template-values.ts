import { AppError } from '../../errors.ts'
import type { TicketDetails } from '../tickets/ticket.ts'
import type { Sop } from './sop.ts'
import { fillTemplate, type TemplateValues } from './template.ts'

/**
 * What the placeholders of a procedure stand for before its first step: the ticket's fields (`ticket.alert.NAME` is a label
 * of the alert it came from) and the inputs, given or by default. The answers of steps are added to `steps` by name.
 * Throws `invalid_input` for an input that is missing or that the procedure does not have.
 */
export function templateValues(
  sop: Sop,
  ticket: TicketDetails | undefined,
  given: Readonly<Record<string, unknown>>,
): TemplateValues {
  const fields = ticket ? ticketFields(ticket) : {}
  const strange = Object.keys(given).find((name) => !sop.inputs.some((input) => input.name === name))
  if (strange !== undefined) throw new AppError('invalid_input', `The procedure "${sop.id}" has no input "${strange}".`)
  const values = { ticket: fields, input: {}, steps: {} }
  const input = Object.fromEntries(
    sop.inputs.map(({ name, text, type, default: fallback }) => {
      const needed = () =>
        new AppError(
          'invalid_input',
          `The procedure "${sop.id}" needs "${name}": ${text} Give it in "inputs": {"${name}": …}.`,
        )
      const value = given[name] ?? filledOr(fallback, values, needed)
      // Labels of alerts are always text.
      const typed = type === 'number' && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (type === 'number' && !Number.isFinite(typed))
        throw new AppError('invalid_input', `The input "${name}" of the procedure "${sop.id}" must be a number.`)
      return [name, typed]
    }),
  )
  return { ...values, input }
}

/** The default, filled; whoever lacks what it is taken from is told the input, which can be given, not the placeholder. */
function filledOr(fallback: unknown, values: TemplateValues, needed: () => AppError): unknown {
  if (fallback === undefined) throw needed()
  try {
    return fillTemplate(fallback, values)
  } catch (error) {
    if (error instanceof AppError) throw needed()
    throw error
  }
}

function ticketFields(ticket: TicketDetails): Record<string, unknown> {
  const { id, title, description, category, subcategory, priority, status, source, assignee, reporter, alerts } = ticket
  const fields = { id, title, description, category, subcategory, priority, status, source, assignee, reporter }
  return { ...fields, alert: alerts.at(-1)?.labels }
}
