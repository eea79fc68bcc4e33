import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { cutText } from '../cut-text.ts'
import { commentOn, requireTicket, type Edit } from './change-ticket.ts'
import { findTicketOfMessage, setMessageTicket, takeMessage } from './intake-store.ts'
import { openTicket } from './open-ticket.ts'
import { isDone } from './status-flow.ts'
import { maxDescriptionLength } from './ticket.ts'
import { findTicket, type StoredTicket } from './ticket-store.ts'

const messageIdSchema = z.string().trim().min(1).max(998) // a line of RFC 5322

export const emailSchema = z.strictObject({
  from: z.string().trim().min(3).max(320).describe('"Name <name@example.org>" or the address alone.'),
  subject: z.string().trim().max(998).default(''),
  text: z.string().max(100_000),
  messageId: messageIdSchema.describe('Message-ID header: the same one again changes nothing.'),
  inReplyTo: messageIdSchema.optional().describe('In-Reply-To header.'),
  references: z.array(messageIdSchema).max(100).optional().describe('References header, split.'),
})
export type Email = z.infer<typeof emailSchema>

export interface EmailResult {
  readonly outcome: 'created' | 'commented' | 'repeated'
  readonly ticket: StoredTicket
}

/**
 * A message becomes a ticket. A reply (to a message that became one, or with `[#12]` in its subject) becomes a comment.
 * `flags` are those its text raises. Throws `invalid_input` when it names no address or says nothing.
 */
export async function receiveEmail(edit: Edit, email: Email, flags: readonly string[]): Promise<EmailResult> {
  const { transaction, at } = edit
  const reporter = parseSender(email.from)
  const before = await takeMessage(transaction, email.messageId, at)
  if (!before.taken) return { outcome: 'repeated', ticket: (await findTicket(transaction, before.ticketId))! }
  const answered = await findAnswered(edit, email)
  const result = answered
    ? await receiveReply(edit, answered, { email, sender: reporter.email, flags })
    : await receiveNew(edit, { email, reporter, flags })
  await setMessageTicket(transaction, email.messageId, result.ticket.id)
  return result
}

async function findAnswered(edit: Edit, { subject, inReplyTo, references = [] }: Email): Promise<number | undefined> {
  const named = /\[#(\d{1,9})\]/.exec(subject)?.[1]
  if (named !== undefined && (await findTicket(edit.transaction, Number(named)))) return Number(named)
  return findTicketOfMessage(edit.transaction, [...(inReplyTo ? [inReplyTo] : []), ...references])
}

async function receiveReply(
  edit: Edit,
  id: number,
  { email, sender, flags }: { email: Email; sender: string; flags: readonly string[] },
): Promise<EmailResult> {
  const ticket = await requireTicket(edit, id)
  const text = replyText(email.text)
  if (text === '') throw new AppError('invalid_input', 'The reply has no text of its own.')
  const isReporter = sender === ticket.reporter?.email
  await commentOn(edit, ticket, {
    author: sender,
    source: 'email',
    text,
    isResponse: !isReporter,
    // Only looked at by a person: "Thank you!" to a resolved ticket must not open it again.
    flags: isDone(ticket.status) ? [...flags, 'reporter_replied'] : flags,
  })
  return { outcome: 'commented', ticket: (await findTicket(edit.transaction, id))! }
}

async function receiveNew(
  edit: Edit,
  { email, reporter, flags }: { email: Email; reporter: { name?: string; email: string }; flags: readonly string[] },
): Promise<EmailResult> {
  const whole = email.text.trim()
  const said = whole.length >= 10 ? whole : `${email.subject}\n${whole}`.trim()
  if (said.length < 10)
    throw new AppError('invalid_input', 'The message says nothing: subject and text have fewer than 10 characters.')
  const description = cutText(said, maxDescriptionLength)
  const title = cutText(email.subject, 200)
  const ticket = await openTicket(
    edit,
    { description, ...(title !== '' && { title }), reporter },
    { source: 'email', flags },
  )
  if (description !== said)
    await commentOn(edit, ticket, { author: reporter.email, source: 'email', text: said, isResponse: false })
  return { outcome: 'created', ticket }
}

function parseSender(from: string): { name?: string; email: string } {
  const [, name = '', address = ''] = /^(.*?)<([^<>\s]+)>$/.exec(from) ?? [from, '', from]
  const email = z.email().safeParse(address.toLowerCase())
  if (!email.success)
    throw new AppError('invalid_input', '"from" holds no e-mail address.', {
      details: [{ path: 'from', message: 'is "Name <name@example.org>" or an address' }],
    })
  const said = name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
  return { ...(said !== '' && { name: cutText(said, 200) }), email: email.data }
}

/** What the sender wrote: without the quoted message at its end and the line that introduces it. */
function replyText(text: string): string {
  const lines = text.trimEnd().split(/\r?\n/)
  const own = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith('>')) + 1
  if (own === lines.length) return text.trim()
  const introduced = own > 0 && /:\s*$/.test(lines[own - 1]!)
  return lines
    .slice(0, introduced ? own - 1 : own)
    .join('\n')
    .trim()
}
