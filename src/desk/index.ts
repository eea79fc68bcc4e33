export { createDesk, type Desk } from './desk.ts'
export { unmetExpectations } from './procedures/expectation.ts'
export { troubleOf, type SopMatch, type Trouble } from './procedures/match-sops.ts'
export type { Expectation, Sop, SopStep } from './procedures/sop.ts'
export type { NewSopOutcome, SopFigures, UsedSop } from './procedures/sops.ts'
export { fillTemplate, type TemplateValues } from './procedures/template.ts'
export { templateValues } from './procedures/template-values.ts'
export { alertmanagerSchema, describedWebhookSchema, type WebhookAlertResult } from './tickets/alertmanager.ts'
export { alertOutcomes, type Alert, type AlertResult } from './tickets/from-alert.ts'
export { emailSchema, type Email } from './tickets/from-email.ts'
export {
  categories,
  newCommentSchema,
  newTicketSchema,
  priorities,
  ticketChangeSchema,
  type Category,
  type Classification,
  type NewTicket,
  type Priority,
  type Status,
  type Ticket,
  type TicketChange,
  type TicketComment,
  type TicketDetails,
  type TicketSource,
} from './tickets/ticket.ts'
export { commentSchema, ticketDetailsSchema, ticketSchema } from './tickets/ticket-schemas.ts'
export { ticketQuerySchema, type RunEnd } from './tickets/tickets.ts'
